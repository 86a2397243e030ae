"""The order of the stages: from a project's folder to the pages of its site."""
