"""A form put in the organisation’s own words."""
