using Spectre.Console;

namespace FinerCut.Cli.Consoles;

/// <summary>What the device behind a stream can do.</summary>
/// <param name="CanRedraw">Whether a line can be drawn over: a terminal that understands ANSI, not a file or a pipe.</param>
/// <param name="Width">Columns that a line may take.</param>
/// <param name="HasColors">Whether to colour; never for files, and not where NO_COLOR is set.</param>
/// <param name="HasUnicode">Whether box-drawing characters arrive whole; plain ASCII is used where not.</param>
internal sealed record Terminal(bool CanRedraw, int Width, bool HasColors, bool HasUnicode)
{
    /// <summary>A file or a pipe.</summary>
    public static Terminal Redirected { get; } = new(CanRedraw: false, Width: 80, HasColors: false, HasUnicode: false);

    /// <summary>Finds out what a stream of this process can do.</summary>
    /// <param name="stream">Standard output or standard error.</param>
    /// <param name="isRedirected">Whether it leads to a file or a pipe.</param>
    /// <returns>Its capabilities.</returns>
    public static Terminal Detect(TextWriter stream, bool isRedirected)
    {
        if (isRedirected)
        {
            return Redirected;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(stream) });
        Capabilities capabilities = console.Profile.Capabilities;
        bool wantsColors = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new Terminal(
            capabilities.Ansi,
            Math.Max(40, console.Profile.Width),
            capabilities.Ansi && wantsColors && capabilities.ColorSystem != ColorSystem.NoColors,
            capabilities.Unicode);
    }
}
