using FinerCut.Cli.Consoles;
using FinerCut.Machines;

namespace FinerCut.Cli.Commands;

/// <summary>All that a command touches outside itself.</summary>
internal sealed record CliContext
{
    /// <summary>What does the work.</summary>
    public required IModelLibrary Library { get; init; }

    /// <summary>Opens standard input.</summary>
    public Func<Stream> Input { get; init; } = Console.OpenStandardInput;

    /// <summary>Standard output: answers. What is written passes <see cref="SafeText"/>.</summary>
    public required TextWriter Output
    {
        get => new SafeWriter(ExactOutput, OutputTerminal.HasColors);
        init => ExactOutput = value;
    }

    /// <summary>Standard output for a text that a model wrote: a file or another program gets it as it is, a terminal
    /// as above.</summary>
    public TextWriter ModelOutput => OutputTerminal.IsRedirected ? ExactOutput : Output;

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

    /// <summary>Where results are kept that can be measured again; null for nowhere.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Ends a run early.</summary>
    public CancellationToken Cancellation { get; init; }

    private TextWriter ExactOutput { get; init; } = TextWriter.Null;

    /// <summary>The streams and the terminal of this process.</summary>
    /// <param name="cancellation">Ends a run early.</param>
    /// <returns>The context.</returns>
    public static CliContext ForProcess(CancellationToken cancellation)
    {
        TextWriter error = StandardStreams.OpenError();
        return new CliContext
        {
            Library = new ModelLibrary(),
            CacheFolder = UserFolders.FindCache(Environment.GetEnvironmentVariable),
            Input = () => StandardStreams.OpenInput(cancellation),
            OutputTerminal = Terminal.Detect(Console.Out, Console.IsOutputRedirected),
            Output = StandardStreams.OpenOutput(),
            Story = new Story(error, Terminal.Detect(error, error == TextWriter.Null || Console.IsErrorRedirected)),
            Cancellation = cancellation,
        };
    }
}
