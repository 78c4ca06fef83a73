"""The MkDocs theme `briefgen`: templates, style sheets, scripts; no Python."""
