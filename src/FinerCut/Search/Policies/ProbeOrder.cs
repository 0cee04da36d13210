namespace FinerCut.Search.Policies;

/// <summary>The probes that are left of a candidate, in the order of what they tell.</summary>
/// <param name="board">What is known of the candidates.</param>
/// <param name="promise">How much a sample, the second number, tells of a candidate, the first.</param>
internal sealed class ProbeOrder(ScoreBoard board, Func<int, int, double> promise)
{
    /// <summary>All that was not run of a candidate, what tells most first.</summary>
    /// <param name="candidate">0-based index.</param>
    public IEnumerable<Probe> RestOf(int candidate) => Enumerable.Range(0, board.Samples)
        .Where(sample => !board.IsRun(candidate, sample))
        .OrderBy(sample => board.TokensOf(candidate, sample))
        .ThenByDescending(sample => promise(candidate, sample))
        .Select(sample => new Probe(candidate, sample, board.Blocks.Lengths[sample]));

    /// <summary>The cheapest way to raise the bound of a candidate: the shortest start of a sample that is expected to
    /// do, else a whole one.</summary>
    /// <param name="candidate">0-based index; not complete.</param>
    /// <param name="need">By how much, summed over the samples.</param>
    /// <param name="gain">By how much a sample is expected to raise it.</param>
    public Probe FindCheapest(int candidate, double need, Func<int, double> gain) => Enumerable.Range(0, board.Samples)
        .Where(sample =>
            board.TokensOf(candidate, sample) == 0 && need <= SearchTuning.LongestStart * gain(sample))
        .Select(sample => new Probe(candidate, sample, board.Blocks.Holding(sample, need / gain(sample))))
        .OrderBy(probe => probe.Tokens)
        .ThenByDescending(probe => gain(probe.Sample))
        .Concat(RestOf(candidate))
        .First();
}
