"""Small parts that every step is made of."""
