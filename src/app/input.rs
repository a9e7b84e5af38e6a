//! Keys, mouse and resizes, from the terminal to the loop, on a thread of their own.

use std::sync::mpsc::Sender;

use crossterm::event::{
    Event as Terminal, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use super::Event;
use crate::keys::{Code, Key};
use crate::reader::Way;

/// Sends what the terminal reports until it is gone or nobody listens.
pub(super) fn forward(events: &Sender<Event>) {
    loop {
        let event = match crossterm::event::read() {
            Ok(event) => translate(&event),
            Err(_) => Some(Event::Gone),
        };
        let is_over = matches!(event, Some(Event::Gone));
        if event.is_some_and(|event| events.send(event).is_err()) || is_over {
            return;
        }
    }
}

fn translate(event: &Terminal) -> Option<Event> {
    match event {
        Terminal::Key(key) if key.kind != KeyEventKind::Release => {
            translate_key(key).map(Event::Key)
        }
        Terminal::Resize(columns, rows) => Some(Event::Resize(*columns, *rows)),
        Terminal::Mouse(mouse) => {
            let (column, row) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::ScrollDown => Some(Event::Wheel(column, row, Way::Forward)),
                MouseEventKind::ScrollUp => Some(Event::Wheel(column, row, Way::Back)),
                MouseEventKind::Down(MouseButton::Left) => Some(Event::Click(column, row)),
                _ => None,
            }
        }
        Terminal::Paste(text) => Some(Event::Paste(text.clone())),
        _ => None,
    }
}

fn translate_key(event: &KeyEvent) -> Option<Key> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let code = match event.code {
        // Many terminals send Backspace as Ctrl-h.
        KeyCode::Char('h') if ctrl => return Some(Key::plain(Code::Backspace)),
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    Some(Key { code, ctrl, alt })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_apart_by_what_is_held() {
        let key = |code, modifiers| translate_key(&KeyEvent::new(code, modifiers));
        let ctrl_d = Key {
            code: Code::Char('d'),
            ctrl: true,
            alt: false,
        };
        assert_eq!(key(KeyCode::Char('d'), KeyModifiers::CONTROL), Some(ctrl_d));
        let back = Some(Key::plain(Code::Backspace));
        assert_eq!(key(KeyCode::Char('h'), KeyModifiers::CONTROL), back);
        let capital = Some(Key::plain(Code::Char('J')));
        assert_eq!(key(KeyCode::Char('J'), KeyModifiers::SHIFT), capital);
    }
}
