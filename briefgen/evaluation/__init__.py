"""How good the findings are, measured against articles that people annotated."""

from briefgen.evaluation.gold import GoldArticle, read_gold
from briefgen.evaluation.scores import Figure, Scores, score

__all__ = ["Figure", "GoldArticle", "Scores", "read_gold", "score"]
