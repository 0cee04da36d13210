using System.CommandLine;
using FinerCut.Execution;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary>The options of <c>prune</c> and <c>sweep</c> that say where models run.</summary>
internal sealed class RuntimeOptionSet
{
    private static readonly RuntimeOptions Runtime = new();

    private readonly Option<string?> _threads = Value(
        "--threads", "N", "Threads to run on; default the physical cores it may use", "-t");
    private readonly Option<string?> _memory =
        Value("--memory", "SIZE", "Most memory to use, such as 2GiB; default most of what is free");
    private readonly Option<string?> _provider = Word(
        "--provider", $"Where to run; default {OptionText.WordFor(Runtime.Provider)}: cuda where it loads, else "
            + "cpu", typeof(ProviderChoice));

    /// <summary>The options in the order of the help page.</summary>
    public IReadOnlyList<Option> Options => [_threads, _memory, _provider];

    /// <summary>Reads where to run.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options for the library, which judges their values.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A text is not a number, an amount or a possible
    /// word.</exception>
    public RuntimeOptions Read(ParseResult parsed) => new()
    {
        Threads = OptionText.WholeNumber(parsed, _threads, "2"),
        MemoryBytes = OptionText.Bytes(parsed, _memory, "2GiB"),
        Provider = OptionText.Word(parsed, _provider, Enum.GetValues<ProviderChoice>()) ?? Runtime.Provider,
    };
}
