using System.CommandLine;
using FinerCut.Cli.Help;
using FinerCut.Commands.Prune;
using FinerCut.Evaluation;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary>The options of <c>prune</c>, <c>apply</c> and <c>sweep</c> on what perplexity to measure.</summary>
internal sealed class EvaluationOptionSet
{
    private readonly Option<string[]> _texts = List(
        "--text", "FILE", "Text or token ids to measure perplexity on: .txt, .md, .jsonl, .npy, a glob or -; default "
            + "held-out.txt beside the model, else a built-in text");
    private readonly Option<string?> _maxIncrease = Value(
        "--max-perplexity-increase", "X", "Write nothing where perplexity rises beyond 1.2x of the dense model's, or "
            + "by 20%; default to warn above 1.5x");

    /// <summary>The options as a group of the help page.</summary>
    public OptionGroup Group => new("What to measure", [_texts, _maxIncrease]);

    /// <summary>The texts alone, for commands that write no model.</summary>
    public Option<string[]> Texts => _texts;

    /// <summary>Reads the texts.</summary>
    /// <param name="parsed">The command line.</param>
    public IReadOnlyList<string> ReadTexts(ParseResult parsed) =>
        parsed.GetValue(_texts) is { Length: > 0 } texts ? texts : [];

    /// <summary>Reads what the command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options for the library.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7034: the limit is none.</exception>
    public EvaluationOptions Read(ParseResult parsed) => new()
    {
        Texts = ReadTexts(parsed),
        MaxIncrease = parsed.GetValue(_maxIncrease) is { } text ? PerplexityLimit.Parse(text) : null,
    };
}
