# briefgen without a network: docker run --rm --network none -v "$PWD:/newsroom" IMAGE build
FROM python:3.12-slim AS wheel
COPY . /source
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels /source

FROM python:3.12-slim
COPY --from=wheel /wheels /wheels
RUN pip install --no-cache-dir /wheels/*.whl \
 && rm -r /wheels \
 && useradd --create-home --uid 1000 briefgen
USER briefgen
WORKDIR /newsroom
ENTRYPOINT ["briefgen"]
CMD ["build"]
