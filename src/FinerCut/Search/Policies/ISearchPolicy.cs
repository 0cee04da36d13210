namespace FinerCut.Search.Policies;

/// <summary>Decides, in one step of a search, which candidate runs on which sample next, and when the winner is
/// known.</summary>
internal interface ISearchPolicy
{
    /// <summary>What is known of the candidates of the step.</summary>
    ScoreBoard Board { get; }

    /// <summary>Chooses what to run next.</summary>
    /// <param name="most">How many probes to run together at most.</param>
    /// <returns>The most promising probe first; none once the winner is known.</returns>
    IReadOnlyList<Probe> ChooseProbes(int most);

    /// <summary>Takes what a probe found: the board keeps it, and the history learns from it.</summary>
    /// <param name="probe">What was run.</param>
    /// <param name="profile">What its blocks of tokens add to the sample's distance by the metric, the last one to all
    /// of it; what is not a number is worse than any.</param>
    void Learn(Probe probe, double[] profile);

    /// <summary>A candidate's distance on a sample, estimated where it was not run to its end; once the winner is
    /// known.</summary>
    /// <param name="candidate">0-based index.</param>
    /// <param name="sample">0-based index.</param>
    /// <returns>Infinite for a candidate of which nothing is known.</returns>
    double Estimate(int candidate, int sample);
}
