using FinerCut.Clients.GenAI.Contract;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>What came out of one folder and its pruned forms: a row of the table in <c>docs/clients.md</c>.</summary>
/// <param name="Folder">The folder's name.</param>
/// <param name="Tokens">Tokens that were compared.</param>
/// <param name="Equal">How many of them were equal.</param>
/// <param name="Versions">What the client ran with.</param>
internal sealed record MeasuredRow(string Folder, int Tokens, int Equal, ClientVersions Versions)
{
    /// <summary>The columns that every machine agrees in.</summary>
    public string Facts => $"| {Folder} | {Tokens} |";

    /// <inheritdoc />
    public override string ToString() => $"{Facts} {Equal} | {Versions.GenAI} | {Versions.OnnxRuntime} |";
}
