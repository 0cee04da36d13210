using System.Globalization;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>What happened to one folder: a row of <c>docs/compatibility.md</c>.</summary>
/// <param name="Folder">The folder's name.</param>
/// <param name="Exporter">Who wrote it.</param>
/// <param name="Architecture">The model's class.</param>
public sealed record CompatibilityRow(string Folder, string Exporter, string Architecture)
{
    private readonly List<string> _failures = [];
    private int _cases;
    private int _passed;
    private int _failuresBefore;
    private ZooVerdict? _worst;

    /// <summary>What was not within its tolerance.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>The columns that every machine agrees in.</summary>
    public string Facts => $"| {Folder} | {Exporter} | {Architecture.Replace("ForCausalLM", "", StringComparison.Ordinal).Replace("LMHeadModel", "", StringComparison.Ordinal)} | {_passed} of {_cases} |";

    /// <summary>Adds one comparison.</summary>
    public void Add(string what, ZooVerdict verdict)
    {
        _worst = _worst is null || verdict.Share > _worst.Share ? verdict : _worst;
        if (!verdict.IsWithin)
        {
            _failures.Add($"{what}: {verdict.Error:g3} > {verdict.Tolerance:g3}");
        }
    }

    /// <summary>Counts the comparisons since the last call as one case.</summary>
    public void EndCase()
    {
        _cases++;
        _passed += _failures.Count == _failuresBefore ? 1 : 0;
        _failuresBefore = _failures.Count;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Facts} {_worst!.Error:0.0e+0} | {_worst.Tolerance:0.0e+0} |");
}
