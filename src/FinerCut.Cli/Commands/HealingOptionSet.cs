using System.CommandLine;
using FinerCut.Cli.Help;
using FinerCut.Healing;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary>The options of <c>prune</c> and <c>apply</c> on how to heal the pruned model.</summary>
internal sealed class HealingOptionSet
{
    private readonly Option<string?> _method = CreateMethod();
    private readonly Option<string[]> _texts = List(
        "--heal-text", "FILE", "Text or token ids to heal on; default those of the calibration");
    private readonly Option<string?> _tokens = Value(
        "--heal-tokens", "N", $"Tokens to heal on; default {HealingOptions.DefaultTokens}");

    /// <summary>The options as a group of the help page.</summary>
    public OptionGroup Group => new("How to heal", [_method, _texts, _tokens]);

    /// <summary>Reads what the command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options for the library, which judges their values.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A text is not a number or a possible word.</exception>
    public HealingOptions Read(ParseResult parsed) => new()
    {
        Method = ReadMethod(parsed),
        Sources = parsed.GetValue(_texts) is { Length: > 0 } texts ? texts : [],
        Tokens = OptionText.WholeNumber(parsed, _tokens, "65536") ?? HealingOptions.DefaultTokens,
    };

    private static Option<string?> CreateMethod()
    {
        Option<string?> method = Word(
            "--heal", "Refit weights so that the pruned model follows the dense one: the matrices (without a word), or "
                + "the gains of norms alone; default not to", typeof(HealMethod));
        method.Arity = ArgumentArity.ZeroOrOne;
        return method;
    }

    private HealMethod? ReadMethod(ParseResult parsed) =>
        parsed.GetResult(_method) is not { Implicit: false } given ? null
        : given.Tokens.Count == 0 ? HealMethod.Weights
        : OptionText.Word(parsed, _method, Enum.GetValues<HealMethod>());
}
