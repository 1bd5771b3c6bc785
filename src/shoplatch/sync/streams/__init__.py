"""What TikTok sends, turned into what the store keeps: one file per kind of object, pure, no network and no database."""
