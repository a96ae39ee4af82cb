"""What an exchange is about: text to words, words to topics, with the reason for each."""
