"""All twins."""
from twins_of_architectures import ARCHITECTURES
from twins_of_functions import FUNCTIONS

TWINS = ARCHITECTURES + FUNCTIONS
