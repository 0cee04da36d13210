using System.Globalization;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>What happened to one folder: a row of <c>docs/compatibility.md</c>.</summary>
/// <param name="Folder">The folder's name.</param>
/// <param name="Exporter">Who wrote it.</param>
/// <param name="Architecture">The model's class.</param>
public sealed record CompatibilityRow(string Folder, string Exporter, string Architecture)
{
    private readonly HashSet<string> _cases = [];
    private readonly HashSet<string> _failed = [];
    private ZooVerdict? _worst;

    /// <summary>The columns that every machine agrees in.</summary>
    public string Facts => $"| {Folder} | {Exporter} | {Family} | {_cases.Count - _failed.Count} of {_cases.Count} |";

    private string Family => Architecture.Replace("ForCausalLM", "", StringComparison.Ordinal)
        .Replace("LMHeadModel", "", StringComparison.Ordinal);

    /// <summary>Adds the answers to a case, which may come several times.</summary>
    public void Add(string zooCase, IEnumerable<ZooVerdict> verdicts)
    {
        _cases.Add(zooCase);
        foreach (ZooVerdict verdict in verdicts)
        {
            _worst = _worst is null || verdict.Share > _worst.Share ? verdict : _worst;
            if (!verdict.IsWithin)
            {
                _failed.Add(zooCase);
            }
        }
    }

    /// <inheritdoc />
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Facts} {_worst!.Error:0.0e+0} | {_worst.Tolerance:0.0e+0} |");
}
