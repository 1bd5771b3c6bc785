"""The one database: what we know about the shops, and the only room that speaks SQL."""
