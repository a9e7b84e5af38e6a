//! Pages of our own, and what comes of them.
