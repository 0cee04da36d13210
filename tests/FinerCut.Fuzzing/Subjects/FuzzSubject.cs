using FinerCut.Fuzzing.Runs;
using FinerCut.TestModels.Decoders;

namespace FinerCut.Fuzzing.Subjects;

/// <summary>A kind of input that is damaged, with sound files of its own.</summary>
/// <param name="name">What tables call the kind.</param>
internal abstract class FuzzSubject(string name)
{
    /// <summary>A decoder that is quickly removed from: commands compare and measure samples of this length.</summary>
    protected static TinyDecoderOptions Small { get; } = new() { Layers = 2, ContextLength = 16 };

    /// <summary>What tables call the kind.</summary>
    public string Name => name;

    /// <summary>Makes an input.</summary>
    /// <param name="random">Where and what.</param>
    public abstract FuzzInput Make(Random random);

    /// <summary>One of several things.</summary>
    protected static T Any<T>(IReadOnlyList<T> items, Random random) => items[random.Next(items.Count)];

    /// <summary>The removal of a sublayer, which needs no search; the runner adds the target.</summary>
    protected static string[] Prune(string model, Random random) =>
    [
        "prune", model, "--remove", Any(["0.attn", "0.ffn", "1.attn", "1.ffn"], random), "--samples", "1",
        "--sample-tokens", "8", "-q", "--threads", "1",
    ];
}
