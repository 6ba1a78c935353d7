"""What the tiny model is asked."""
PROMPTS = ["count from three to nine", "count from twelve to five", "what is two plus three",
           "what color is the sky", "who are you", "say hello", "tell me a rhyme",
           "draw three stars", "spell cafe in french", "smile", "give me json", "think about crabs"]
RAW = ["five six", "a small brown crab"]
CHAT = ["count from two to five", "again", "what color is grass", "again"]
