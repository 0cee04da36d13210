using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>What a model answers to a case of the zoo.</summary>
/// <param name="Case">The case.</param>
/// <param name="Logits">The logits of a prompt and, where the model has caches, of a prompt with its last token as a
/// step of its own, by name.</param>
internal sealed record ZooAnswers(ZooCase Case, IReadOnlyDictionary<string, LogitsArray> Logits)
{
    public static ZooAnswers Of(OnnxRunner runner, ZooCase zooCase)
    {
        Dictionary<string, LogitsArray> logits = new() { ["prefill"] = runner.Prefill(zooCase.Ids) };
        if (runner.HasCaches)
        {
            logits["step"] = runner.PrefillThenStep(zooCase.Ids);
        }

        return new ZooAnswers(zooCase, logits);
    }

    /// <summary>How far each answer is from the folder's references.</summary>
    public IEnumerable<ZooVerdict> VerdictsAgainst(ZooFolder zoo) =>
        Logits.Values.Select(logits => zoo.Judge(Case, logits));

    /// <summary>A line for each answer that is further from the folder's references than it allows.</summary>
    public IEnumerable<string> FailuresAgainst(ZooFolder zoo)
    {
        foreach ((string way, LogitsArray logits) in Logits)
        {
            ZooVerdict verdict = zoo.Judge(Case, logits);
            if (!verdict.IsWithin)
            {
                yield return $"{Case.Name} {way}: {verdict.Error:g3} > {verdict.Tolerance:g3}";
            }
        }
    }

    /// <summary>A line for each answer that is further from another model's than allowed; one may have caches where the
    /// other has none left.</summary>
    public IEnumerable<string> FailuresAgainst(ZooAnswers other, double tolerance)
    {
        foreach (string way in Logits.Keys.Intersect(other.Logits.Keys))
        {
            double difference = Logits[way].LargestDifference(other.Logits[way]);
            if (difference > tolerance)
            {
                yield return $"{Case.Name} {way}: {difference:g3} between the two > {tolerance:g3}";
            }
        }
    }
}
