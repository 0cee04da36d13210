using Spectre.Console;

namespace FinerCut.Cli.Consoles;

/// <summary>What the device behind a stream can do.</summary>
/// <param name="CanRedraw">Whether a line can be drawn over: a terminal that understands ANSI, not a file or a
/// pipe.</param>
/// <param name="Width">Columns that a line may take; <see cref="Unlimited"/> for files and pipes, whose lines are not
/// broken.</param>
/// <param name="HasColors">Whether to colour.</param>
/// <param name="HasUnicode">Whether box-drawing characters arrive whole; plain ASCII is used where not.</param>
internal sealed record Terminal(bool CanRedraw, int Width, bool HasColors, bool HasUnicode)
{
    /// <summary>The width of what has no columns.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>Columns of text that is easy to read, in files and in terminals that are wider.</summary>
    public const int Measure = 80;

    private const int LeastWidth = 20;

    /// <summary>Whether the stream leads to a file or a pipe, whatever its colours.</summary>
    public bool IsRedirected => Width == Unlimited;

    /// <summary>A file or a pipe.</summary>
    public static Terminal Redirected { get; } = new(CanRedraw: false, Unlimited, HasColors: false, HasUnicode: false);

    /// <summary>Finds out what a stream of this process can do.</summary>
    /// <param name="stream">Standard output or standard error.</param>
    /// <param name="isRedirected">Whether it leads to a file or a pipe.</param>
    /// <returns>Its capabilities.</returns>
    public static Terminal Detect(TextWriter stream, bool isRedirected) =>
        Detect(stream, isRedirected, Environment.GetEnvironmentVariable);

    /// <param name="stream">Standard output or standard error.</param>
    /// <param name="isRedirected">Whether it leads to a file or a pipe.</param>
    /// <param name="variable">The variables of the environment.</param>
    /// <inheritdoc cref="Detect(TextWriter, bool)"/>
    internal static Terminal Detect(TextWriter stream, bool isRedirected, Func<string, string?> variable)
    {
        bool? colors = WantsColors(variable);
        if (isRedirected)
        {
            return Redirected with { HasColors = colors ?? false };
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(stream) });
        Capabilities capabilities = console.Profile.Capabilities;
        return new Terminal(
            capabilities.Ansi,
            Math.Max(LeastWidth, console.Profile.Width),
            colors ?? capabilities.Ansi,
            capabilities.Unicode);
    }

    /// <summary>What the user says about colours, by <c>NO_COLOR</c> first and <c>FORCE_COLOR</c> then; an empty
    /// variable says nothing.
    /// Null to leave the choice to the stream.</summary>
    private static bool? WantsColors(Func<string, string?> variable)
    {
        if (variable("NO_COLOR") is { Length: > 0 })
        {
            return false;
        }

        return variable("FORCE_COLOR") switch
        {
            null or "" => null,
            "0" or "false" => false,
            _ => true,
        };
    }
}
