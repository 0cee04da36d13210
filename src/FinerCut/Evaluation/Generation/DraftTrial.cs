using FinerCut.Evaluation.Statistics;

namespace FinerCut.Evaluation.Generation;

/// <summary>Plays speculative decoding through on texts of the dense model. What the dense model keeps of a draft is
/// its own text, so the pruned model's likeliest tokens along that text are all that its drafts would be.</summary>
/// <param name="draftTokens">Tokens in a draft, at least 1.</param>
internal sealed class DraftTrial(int draftTokens)
{
    private readonly List<double> _accepted = [];
    private readonly List<double> _drafted = [];
    private readonly List<double> _drafts = [];

    /// <summary>Plays a text through.</summary>
    /// <param name="isSame">For each of its tokens, whether the pruned model would have written it there.</param>
    public void Add(IReadOnlyList<bool> isSame)
    {
        (int accepted, int drafted, int drafts) = (0, 0, 0);
        for (int place = 0; place < isSame.Count; drafts++)
        {
            int length = Math.Min(draftTokens, isSame.Count - place);
            int kept = isSame.Skip(place).Take(length).TakeWhile(same => same).Count();
            (accepted, drafted, place) = (accepted + kept, drafted + length, place + kept + 1);
        }

        _accepted.Add(accepted);
        _drafted.Add(drafted);
        _drafts.Add(drafts);
    }

    /// <summary>Adds all texts up.</summary>
    /// <param name="denseStep">Time of one token of the dense model, in milliseconds.</param>
    /// <param name="draftStep">Time of one token of the pruned model, in milliseconds.</param>
    /// <param name="check">Time in which the dense model reads a draft and one token more, in milliseconds.</param>
    public DraftScore Score(double denseStep, double draftStep, double check)
    {
        Estimate accepted = Moments.Ratio(_accepted, _drafts);
        double gain = denseStep / ((draftTokens * draftStep) + check);
        return new DraftScore
        {
            DraftTokens = draftTokens,
            AcceptanceRate = Moments.Ratio(_accepted, _drafted),
            MeanAccepted = accepted,
            Speedup = new Estimate((accepted.Value + 1) * gain, accepted.StandardError * gain),
            DenseStepMilliseconds = denseStep,
            DraftStepMilliseconds = draftStep,
            CheckMilliseconds = check,
        };
    }
}
