//! A panic gives the terminal back before it says what happened.

use super::screen;

/// Puts the restoring of the terminal before the panic's message.
pub(super) fn restore_first() {
    let say = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        screen::restore();
        say(panic);
    }));
}
