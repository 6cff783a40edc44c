//! The program `tradefacts`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
