using FinerCut.Calibration.Sources;

namespace FinerCut.Calibration;

/// <summary>Where the samples of a run come from, and their size.</summary>
public sealed record CalibrationOptions
{
    /// <summary>Tokens in each sample unless the user says otherwise; as in the authors' code.</summary>
    public const int DefaultSampleTokens = 256;

    /// <summary>Files (<c>.txt</c>, <c>.md</c>, <c>.jsonl</c>, <c>.npy</c>), globs and <c>-</c> for standard input, or
    /// one of the words <c>built-in</c>, <c>self</c> and <c>random</c>. Empty for the built-in text, and for
    /// <c>self</c> where no tokenizer could read the built-in text.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The field of a <c>.jsonl</c> object that holds its text, or its chat messages.</summary>
    public string TextField { get; init; } = "text";

    /// <summary>How texts become samples; contiguous as in the authors' code.</summary>
    public CalibrationPacking Packing { get; init; }

    /// <summary>Picks samples at random out of all that the sources fill, and is the seed of samples that are made;
    /// null for the first samples, and 0 for those made.</summary>
    public long? Seed { get; init; }

    /// <summary>Opens what <c>-</c> stands for.</summary>
    public Func<Stream> StandardInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Samples of the set; 10 as in the authors' code.</summary>
    public int Samples { get; init; } = 10;

    /// <summary>The option that names the sources.</summary>
    internal SourceOption Option { get; init; }

    /// <summary>Tokens in each sample, or the most of them. The default gives way to a shorter context.</summary>
    public int SampleTokens { get; init; } = DefaultSampleTokens;
}
