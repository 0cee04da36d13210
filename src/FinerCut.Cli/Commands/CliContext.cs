using FinerCut.Cli.Consoles;

namespace FinerCut.Cli.Commands;

/// <summary>All that a command touches outside itself.</summary>
internal sealed record CliContext
{
    /// <summary>What does the work.</summary>
    public required IModelLibrary Library { get; init; }

    /// <summary>Opens standard input.</summary>
    public Func<Stream> Input { get; init; } = Console.OpenStandardInput;

    /// <summary>Standard output: answers.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>What stands behind standard output.</summary>
    public required Terminal OutputTerminal { get; init; }

    /// <summary>Standard error: progress, warnings, errors.</summary>
    public required Story Story { get; init; }

    /// <summary>Whether answers are asked for in JSON, so that errors are answers too.</summary>
    public bool IsJson { get; init; }

    /// <summary>Standard output where errors are answers too; else null.</summary>
    public TextWriter? ErrorOutput => IsJson ? Output : null;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Ends a run early.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The streams and the terminal of this process.</summary>
    /// <param name="cancellation">Ends a run early.</param>
    /// <returns>The context.</returns>
    public static CliContext ForProcess(CancellationToken cancellation) => new()
    {
        Library = new ModelLibrary(),
        Output = Console.Out,
        OutputTerminal = Terminal.Detect(Console.Out, Console.IsOutputRedirected),
        Story = new Story(Console.Error, Terminal.Detect(Console.Error, Console.IsErrorRedirected)),
        Cancellation = cancellation,
    };
}
