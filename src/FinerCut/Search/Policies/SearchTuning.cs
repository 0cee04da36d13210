namespace FinerCut.Search.Policies;

/// <summary>The numbers that were chosen, not derived: of the search policies, and of what the search keeps and
/// forecasts. <c>docs/search.md</c> explains the policies.</summary>
/// <remarks>Numbers of the lazy policy and of the forecast were chosen on recorded searches of SmolLM2-135M-Instruct
/// (the paper's calibration, 25 %) and of the bundled model, replayed with other numbers; what else decided stands
/// beside the number. No number changes what the exhaustive policy finds.</remarks>
internal static class SearchTuning
{
    /// <summary>Sublayers up to which the lazy policy works as the exhaustive one: in a model this small a removal
    /// changes what all others add by any factor, and little is to be saved.</summary>
    public const int FewSublayers = 16;

    /// <summary>Share of the first sample that the exhaustive policy runs of all candidates in its first step, to find
    /// a likely winner; most candidates are worse by far than what that share says already.</summary>
    public const double ExhaustiveFirstShare = 0.25;

    /// <summary>Samples that the lazy policy runs of all candidates in its first step.</summary>
    public const int LazyFirstSamples = 2;

    /// <summary>Share of each of these samples, at which the first step shows all candidates alike.</summary>
    public const double LazyFirstShare = 0.375;

    /// <summary>Candidates up to this factor behind the winner are run to their end too, since a removal can make a
    /// sample better. With 1.01 half as many steps of replayed searches go wrong, for a seventh more work.</summary>
    public const double NearTie = 1.003;

    /// <summary>The least part of a candidate's bound that counts, however often the candidate's bounds
    /// failed.</summary>
    public const double SmallestTrust = 0.1;

    /// <summary>The least part of all bounds that counts, however many candidates failed together.</summary>
    public const double SmallestTrustInAll = 0.05;

    /// <summary>Factor by which lost trust comes back after each step: failures follow a removal that many candidates
    /// lean on, and end within a few steps.</summary>
    public const double Recovery = 1.5;

    /// <summary>Failing samples from which on a candidate counts as failed: a single sample says little.</summary>
    public const int SamplesToJudge = 2;

    /// <summary>Sublayers up to which a removal counts as near.</summary>
    public const int Near = 2;

    /// <summary>Part of an increment that counts after a near removal. On SmolLM2 increments fell to 0.56 on average;
    /// with numbers nearer to the averages twice as many steps of replayed searches go wrong.</summary>
    public const double KeptNear = 0.4;

    /// <summary>Sublayers up to which a removal counts as close.</summary>
    public const int Close = 5;

    /// <summary>Part of an increment that counts after a close removal; on SmolLM2 increments fell to 0.74 on
    /// average.</summary>
    public const double KeptClose = 0.6;

    /// <summary>Part of an increment that counts after a removal farther away; on SmolLM2 increments fell to 0.77 on
    /// average.</summary>
    public const double KeptFar = 0.85;

    /// <summary>Part that counts of an increment that was not seen but guessed from other samples.</summary>
    public const double SureOfGuess = 0.5;

    /// <summary>Share of a sample that its start may have at most: a longer start saves little, and where the start
    /// does not decide, all has to be run again.</summary>
    public const double LongestStart = 0.8;

    /// <summary>Streams that a sample keeps of one candidate at most.</summary>
    public const int StreamsOfCandidate = 3;

    /// <summary>Likeliest candidates whose streams an exhaustive step keeps: the next winner is mostly among
    /// them.</summary>
    public const int LikelyOfExhaustiveStep = StreamsOfCandidate;

    /// <summary>Likeliest candidates whose streams a lazy step keeps: a lazy search runs too little to be worth the
    /// memory of others.</summary>
    public const int LikelyOfLazyStep = 1;

    /// <summary>Share of all samples of all candidates that the first exhaustive step takes, for the forecast; measured
    /// on SmolLM2.</summary>
    public const double ShareOfExhaustiveStep = 0.6;

    /// <summary>Share of all samples of all candidates that the first lazy step takes, for the forecast; measured on
    /// SmolLM2.</summary>
    public const double ShareOfLazyStep = 0.25;

    /// <summary>How much a step's share counts against that of the step after, in the forecast's trend.</summary>
    public const double TrendMemory = 0.8;

    /// <summary>How much of the forecast's trend lasts to the next step.</summary>
    public const double TrendLasting = 0.7;

    /// <summary>How many steps it takes until the forecast believes in a trend.</summary>
    public const double TrendDoubt = 3;

    /// <summary>Share of decisions that would change on half of the samples, above which a search warns.</summary>
    public const double LargestStableChange = 0.25;

    /// <summary>Halves of the samples that are drawn to find that share.</summary>
    public const int StabilityDraws = 400;

    /// <summary>Seed of these draws: any fixed number, so that runs agree.</summary>
    public const int StabilitySeed = 1;
}
