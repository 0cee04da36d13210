using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Search;
using FinerCut.Search.Budgets;
using FinerCut.Search.Resume;

namespace FinerCut.Commands.Prune;

/// <summary>What <c>finercut prune</c> was asked to do. Exactly one of ratio, count, removal list, largest
/// distance, saving and order is given.</summary>
public sealed record PruneOptions
{
    private static readonly CalibrationOptions DefaultSamples = new();

    /// <summary>A <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Model { get; init; }

    /// <summary>The folder to write, or with <see cref="Until"/> the file; null for a sibling of the model's folder
    /// whose name tells the amount.</summary>
    public string? Output { get; init; }

    /// <summary>Share of the sublayers to remove, in (0, 1); floor(ratio x number) of them go.</summary>
    public double? Ratio { get; init; }

    /// <summary>Number of sublayers to remove, at least 1.</summary>
    public int? Count { get; init; }

    /// <summary>Sublayers to remove in this order, without a search; empty to search.</summary>
    public IReadOnlyList<string> Remove { get; init; } = [];

    /// <summary>The largest distance, greater than 0 in the unit of the metric: sublayers go as long as the next one
    /// leads no farther.</summary>
    public double? MaxDistance { get; init; }

    /// <summary>What is to be saved, at least; candidates compare by distance per amount saved.</summary>
    public SavingBudget? Saving { get; init; }

    /// <summary>Share of the sublayers to find the order of, in (0, 1], as far as they may go: only the plan is
    /// written, from which every smaller ratio can be applied.</summary>
    public double? Until { get; init; }

    /// <summary>The distance that the search minimises; Jensen-Shannon as in the paper by default.</summary>
    public DistanceMetric Metric { get; init; } = DistanceMetric.Js;

    /// <summary>What to calibrate on: files (<c>.txt</c>, <c>.md</c>, <c>.jsonl</c>, <c>.npy</c>), globs and <c>-</c>
    /// for standard input, or one of the words <c>built-in</c>, <c>self</c> and <c>random</c>. Empty for the built-in
    /// text, and for <c>self</c> where no tokenizer could read it.</summary>
    public IReadOnlyList<string> Calibration { get; init; } = [];

    /// <summary>The field of a <c>.jsonl</c> object that holds its text, or its chat messages.</summary>
    public string TextField { get; init; } = DefaultSamples.TextField;

    /// <summary>How texts become samples; contiguous as in the authors' code.</summary>
    public CalibrationPacking Packing { get; init; }

    /// <summary>Picks samples at random out of all that the sources fill, and is the seed of samples that are made;
    /// null for the first samples, and 0 for those made.</summary>
    public long? Seed { get; init; }

    /// <summary>Opens what <c>-</c> stands for.</summary>
    public Func<Stream> StandardInput { get; init; } = DefaultSamples.StandardInput;

    /// <summary>Samples of the calibration set; 10 as in the authors' code.</summary>
    public int Samples { get; init; } = DefaultSamples.Samples;

    /// <summary>Tokens in each sample, or the most of them; 256 as in the authors' code. The default gives way to a
    /// shorter context.</summary>
    public int SampleTokens { get; init; } = DefaultSamples.SampleTokens;

    /// <summary>Only sublayers of this kind may go; null for all.</summary>
    public SublayerKind? Only { get; init; }

    /// <summary>Sublayers that must stay: names, or patterns with <c>*</c> such as <c>29.*</c>.</summary>
    public IReadOnlyList<string> Protect { get; init; } = [];

    /// <summary>Threads for the runtime and for distances, at most the processors that the process may use; null for
    /// its physical cores.</summary>
    public int? Threads { get; init; }

    /// <summary>The most bytes that may be resident, by about 300 MB at the most exceeded; null for most of what the
    /// machine has left and control groups allow. Weights that do not fit are read again and again, and streams go to a
    /// file beside the result.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Where to run.</summary>
    public ProviderChoice Provider { get; init; }

    /// <summary>What the search may leave out; by default what earlier steps say cannot win, which takes a quarter of
    /// the work of leaving out only what is proven useless.</summary>
    public SearchPolicyName Search { get; init; } = SearchPolicyName.Lazy;

    /// <summary>Run every candidate on every sample, also where it can win no longer: the same removals with all
    /// scores, in about half as much time again.</summary>
    public bool AllScores { get; init; }

    /// <summary>What to do with the search that an interrupted run kept beside the target.</summary>
    public ResumeMode Resume { get; init; }

    /// <summary>Search and return the plan, but write nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Leave each cache its number, with gaps where layers lost theirs, instead of numbering them from 0 as
    /// every client expects.</summary>
    public bool KeepCacheIndices { get; init; }

    /// <summary>Replace the output if it is there.</summary>
    public bool Force { get; init; }

    /// <summary>Where the samples of the calibration set come from, and their size.</summary>
    internal CalibrationOptions CalibrationSettings => new()
    {
        Sources = Calibration,
        TextField = TextField,
        Packing = Packing,
        Seed = Seed,
        StandardInput = StandardInput,
        Samples = Samples,
        SampleTokens = SampleTokens,
    };

    /// <summary>The clock that latencies are measured by.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
