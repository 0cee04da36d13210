using FinerCut.Commands.Gate;
using FinerCut.Verification;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut gate --json</c> prints; the keys are the members in snake_case, in this order.</summary>
/// <param name="Source">Path of the graph file as given or found.</param>
/// <param name="Output">The folder written.</param>
/// <param name="LeftBehind">What lies beside the model and was not copied; folders end with a <c>/</c>.</param>
/// <param name="Input">Name of the new input: float32, shape <c>[sublayers]</c>.</param>
/// <param name="Sublayers">Names of the sublayers in the order of the input.</param>
/// <param name="Bytes">Bytes on disk of the written graph and its external data.</param>
/// <param name="Verification">The comparison of the written folder with its source.</param>
internal sealed record GateAnswer(
    string Source, string Output, IReadOnlyList<string> LeftBehind, string Input, IReadOnlyList<string> Sublayers,
        long Bytes, VerificationResult Verification)
{
    /// <summary>Takes the answer from a result.</summary>
    /// <param name="result">What the library did.</param>
    /// <returns>The same for machines.</returns>
    public static GateAnswer From(GateResult result) =>
        new(result.Source, result.Output, result.LeftBehind, result.Input, result.Sublayers, result.Bytes,
            result.Verification);
}
