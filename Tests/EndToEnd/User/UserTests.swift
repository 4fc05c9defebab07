import Testing

/// Everything about users, one after the other: they share a stack, and some break its parts.
@Suite(.serialized) enum UserTests {}
