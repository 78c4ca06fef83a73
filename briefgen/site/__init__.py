"""The MkDocs side: from briefing files to the pages, feeds and exports of a site."""
