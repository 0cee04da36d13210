using FinerCut.Execution;

namespace FinerCut.Latencies;

/// <summary>Times how long a model takes to read tokens: all at once, as a prompt, or one by one, as a model writes a
/// text.</summary>
/// <remarks>Models that take turns find the processor's caches full of another one's weights, and threads that still
/// spin for it. So a model reads a token before the clock counts, unless it reads what comes before anyway.</remarks>
/// <param name="decoder">The model.</param>
/// <param name="time">The clock.</param>
internal sealed class ReadingTimer(CachedDecoder decoder, TimeProvider time)
{
    /// <summary>How the model reads a prompt.</summary>
    /// <param name="depth">Tokens before the prompt.</param>
    public ReadingMode FindPromptMode(int depth) => decoder switch
    {
        { HasCaches: false } when depth > 0 => ReadingMode.WholeText,
        { HasCaches: true, Limits.TokensPerCall: 1 } => ReadingMode.TokenByToken,
        _ => ReadingMode.OneCall,
    };

    /// <summary>How the model reads the tokens that it writes.</summary>
    public ReadingMode FindStepMode() => decoder.HasCaches ? ReadingMode.TokenByToken : ReadingMode.WholeText;

    /// <summary>Reads a prompt. The model forgets it afterwards.</summary>
    /// <param name="ids">Token ids: what comes before the prompt, then the prompt.</param>
    /// <param name="depth">Tokens before the prompt, which no clock counts.</param>
    /// <returns>The time of the prompt.</returns>
    public TimeSpan TimePrompt(ReadOnlySpan<int> ids, int depth)
    {
        ReadFirst(ids, depth);
        long start = time.GetTimestamp();
        _ = decoder.Append(ids[depth..]);
        TimeSpan elapsed = time.GetElapsedTime(start);
        decoder.Reset();
        return elapsed;
    }

    /// <summary>Reads tokens in a call for each. The model forgets them afterwards.</summary>
    /// <param name="ids">Token ids: what comes before, then the tokens.</param>
    /// <param name="depth">Tokens before, which no clock counts.</param>
    /// <param name="cancellation">Looked at between two calls.</param>
    /// <returns>The time of all calls.</returns>
    public TimeSpan TimeSteps(ReadOnlySpan<int> ids, int depth, CancellationToken cancellation)
    {
        ReadFirst(ids, depth);
        long start = time.GetTimestamp();
        foreach (int id in ids[depth..])
        {
            cancellation.ThrowIfCancellationRequested();
            _ = decoder.Append(id);
        }

        TimeSpan elapsed = time.GetElapsedTime(start);
        decoder.Reset();
        return elapsed;
    }

    private void ReadFirst(ReadOnlySpan<int> ids, int depth)
    {
        decoder.Reset();
        int fewest = decoder.Limits.SampleLength ?? 1;
        _ = decoder.Append(ids[..Math.Min(ids.Length, depth > 0 ? depth : fewest)]);
        if (depth == 0)
        {
            decoder.Reset();
        }
    }
}
