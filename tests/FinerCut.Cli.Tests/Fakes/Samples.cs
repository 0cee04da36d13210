using System.Text;
using FinerCut.Calibration;
using FinerCut.Commands.Eval;
using FinerCut.Commands.Gate;
using FinerCut.Commands.Generate;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Tokens;
using FinerCut.Commands.Verify;
using FinerCut.Decoders;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Comparisons;
using FinerCut.Evaluation.Generation;
using FinerCut.Evaluation.Protocols;
using FinerCut.Evaluation.Statistics;
using FinerCut.Plans;
using FinerCut.Reports;
using FinerCut.Tasks;
using FinerCut.Verification;

namespace FinerCut.Cli.Tests.Fakes;

/// <summary>Results as the library would give them, of a made-up model of four layers.</summary>
internal static class Samples
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static TokenListing[] Tokens { get; } =
    [
        new(null, [1, 312, 30, 999_999], [
            Piece(1, "<s>", "<s>"),
            Piece(312, "▁Once", " Once"),
            Piece(30, "<0x0A>", "\n"),
            new(999_999, null, default)
        ]),
    ];

    public static TokenListing[] TokensOfLines { get; } =
        [
            new(1, [15496], [Piece(15496, "Hello", "Hello")]),
            new(2, [], []),
            new(4, [15496, 995], [Piece(15496, "Hello", "Hello"), Piece(995, "Ġ\"", " \"")])
        ];

    public static SublayerName[] Sublayers { get; } =
        [.. Enumerable.Range(0, 4).SelectMany(layer =>
            new SublayerName[] { new(layer, SublayerKind.Attention), new(layer, SublayerKind.Ffn) })];

    public static PlannedStep[] Steps { get; } =
    [
        new("2.attn", [
            new("0.attn", 0.91, 1),
            new("0.ffn", 1.25, 1),
            new("2.attn", 0.00123456, 10),
            new("3.ffn", 0.0123456, 10)
        ]),
        new("3.ffn", [new("0.attn", 0.92, 1), new("0.ffn", 1.31, 1), new("3.ffn", 0.0142857, 10)]),
    ];

    public static PlanPerplexity Perplexity { get; } = new(
        "built-in", "windows", 16, 256, 4080, Hash, 8.1234, 0.21, 9.317, 0.2504, 1.14693, 0.00912, 212.4);

    public static PruningPlan Plan { get; } = new()
    {
        Removed = [new("2.attn", 0.00123456), new("3.ffn", 0.0142857)],
        Steps = Steps,
        Source = new(
            "llama",
            4,
            [.. Sublayers.Select(name => name.ToString())],
            [new("model.onnx", 11_912_345, Hash), new("model.onnx.data", 1_234, Hash)]),
        Settings = new(0.25, 2, "js", null, ["0.*"], 2, "cpu"),
        Calibration = new("built-in", 10, 256, Hash),
        Perplexities = [Perplexity],
        Work = new(31.4, 15),
        Versions = new("0.1.0", "1.31.1"),
    };

    public static PruneResult Result { get; } = new()
    {
        Plan = Plan,
        Output = "/models/tales-3m-pruned-25",
        LeftBehind = ["adapter_config.json", "extra/"],
        Dense = new(8, 2_973_184, 11_912_345, 2_711_552, 6_144),
        Pruned = new(6, 2_414_592, 9_676_211, 2_178_048, 4_608),
        SampleLength = 256,
        Verification = new(10, 1.9e-6, 1e-3),
        Elapsed = TimeSpan.FromSeconds(12.34),
        PeakMemoryBytes = 512_345_678,
    };

    public static PruneResult DryRun { get; } = Result with { Output = null, LeftBehind = [], Verification = null };

    public static PruneResult Faster { get; } = Result with
    {
        Plan = Plan with
        {
            Settings = Plan.Settings with { Ratio = null, Budget = new("decode-speedup", "1.2x") },
            Latencies = new(256, [
                new(["0.attn", "1.attn", "2.attn", "3.attn"], 0.21, 4.2),
                new(["0.ffn", "1.ffn", "2.ffn", "3.ffn"], 0.3, 11.5),
                new([], 0.45, 21)
            ]),
        },
    };

    /// <summary>Healed on two texts.</summary>
    public static PruneResult Healed { get; } = Result with
    {
        Plan = Plan with
        {
            Healing = new(
                "weights",
                "letters.txt, code.md",
                256,
                256,
                65_536,
                4096,
                Hash,
                ["outputs", "before_cuts"],
                0.25,
                1.0173,
                0.45401,
                [new("model.layers.3.mlp.down_proj.weight", Hash), new("onnx::MatMul_17", Hash)]),
        },
    };

    /// <summary>Healing that found nothing to change.</summary>
    public static PruneResult Unhealed { get; } = Result with
    {
        Plan = Plan with
        {
            Healing = new(
                "norms", "built-in", 32, 256, 8192, 1024, Hash, [], null, 0.1140, 0.1140, []),
        },
    };

    /// <summary>Two texts: far worse on one, and on the other nobody can tell.</summary>
    public static PruneResult Worse { get; } = Result with
    {
        Plan = Plan with
        {
            Steps = [Steps[0] with { ChangesOnHalves = 0.031 }, Steps[1] with { ChangesOnHalves = 0.25 }],
            Perplexities =
            [
                Perplexity with
                {
                    Text = "letters.txt",
                    Pruned = 25.7,
                    PrunedStandardError = 1.9,
                    Ratio = 3.1637,
                    RatioStandardError = 0.14,
                },
                Perplexity with
                {
                    Text = "code.md",
                    Windows = 1,
                    Tokens = 255,
                    Dense = 2301.5,
                    DenseStandardError = null,
                    Pruned = null,
                    PrunedStandardError = null,
                    Ratio = null,
                    RatioStandardError = null,
                },
            ],
        },
    };

    public static PruneResult ByHand { get; } = Result with
    {
        Plan = Plan with
        {
            Removed = [new("3.attn", null), new("1.ffn", null)],
            Steps = [],
            Settings = Plan.Settings with { Ratio = null, Metric = null, Protect = [] },
            Calibration = null,
            Perplexities = null,
        },
    };

    public static CalibrationView Calibration { get; } = new(
        new CalibrationSet("chats.jsonl", [[1, 72, 73], [1, 99]])
        {
            Packing = CalibrationPacking.Documents,
            Seed = 5,
            Origins = ["chats.jsonl line 1", "chats.jsonl line 4"],
        },
        ["<s>Hi there", "<s>No"]);

    public static GateResult Gated { get; } = new()
    {
        Source = "models/tales-3m/model.onnx",
        Architecture = "llama",
        Output = "/models/tales-3m-gated",
        LeftBehind = ["extra/"],
        Input = "finercut.keep",
        Sublayers = [.. Sublayers.Select(name => name.ToString())],
        Bytes = 11_915_678,
        Verification = new(1, 0, 2.3e-4),
    };

    public static VerifyResult Verified { get; } = new()
    {
        Model = "smaller/model.onnx",
        Against = "models/tales-3m/model.onnx",
        Removed = [SublayerName.Parse("3.attn"), SublayerName.Parse("7.ffn")],
        Findings =
        [
            new("plan", FindingResult.Skipped, "there is no finercut.plan.json"),
            new("sublayers", FindingResult.Same, "22 of 24 are there, 2 removed"),
            new(
                "cached steps",
                FindingResult.Same,
                "2 samples, their last 8 tokens one by one, largest logit difference 1.2e-5 (allowed 4.7e-3)"),
        ],
    };

    public static VerifyResult Differing { get; } = Verified with
    {
        Findings = [
            .. Verified.Findings,
            new("configuration", FindingResult.Differs, "config.json: num_hidden_layers is 12 instead of 11")
        ],
    };

    public static TextScore TextScore { get; } = new()
    {
        Name = "wikitext2.test.raw",
        Perplexity = new Estimate(36.0012, 0.8731),
        Windows = 16,
        AllWindows = 560,
        Predictions = 8176,
    };

    public static EvalResult Evaluated { get; } = new()
    {
        Model = new ModelScores { Name = "smaller/model.onnx", Texts = [TextScore] },
        Settings = new WindowSettings { Window = 512, Stride = 512, Windows = 16 },
    };

    public static EvalResult EvaluatedOnTasks { get; } = Evaluated with
    {
        Model = Evaluated.Model with
        {
            Tasks =
            [
                new TaskScore
                {
                    Name = "arc_easy",
                    Accuracy = new Estimate(0.55, 0.0500),
                    NormalizedAccuracy = new Estimate(0.49, 0.0502),
                    Items = 100,
                    AllItems = 1000,
                },
                new TaskScore
                {
                    Name = "lambada",
                    Accuracy = new Estimate(0.36, 0.0482),
                    Perplexity = new Estimate(27.12, 4.0921),
                    Items = 100,
                    AllItems = 1000,
                },
            ],
        },
        Limit = 100,
    };

    public static TextComparison Comparison { get; } = new()
    {
        DensePerplexity = new Estimate(33.2105, 0.8012),
        Ratio = new PerplexityRatio
        {
            Ratio = new Estimate(1.08403, 0.00512),
            LogRatio = new Estimate(0.08069, 0.00472),
            Difference = new Estimate(2.7907, 0.1813),
            Correlation = 0.98221,
        },
        Divergence = new Estimate(0.071203, 0.001304),
        Divergences = new Quantiles([0, 0.01, 0.02, 0.05, 1.5]),
        ProbabilityChange = new Estimate(-0.00812, 0.00091),
        ProbabilityChangeRms = new Estimate(0.06103, 0.00121),
        ProbabilityChanges = new Quantiles([-0.4, -0.1, 0, 0.05, 0.3]),
        SameTop = new Estimate(0.8871, 0.0035),
        Overlap = new Estimate(0.8914, 0.0012),
        ByPosition =
        [
            new PositionRange(1, 63, 1008, new Estimate(0.081, 0.004), new Estimate(0.87, 0.01)),
            new PositionRange(64, 127, 1024, new Estimate(0.069, 0.003), new Estimate(0.89, 0.01)),
        ],
    };

    public static GenerationScore GenerationScore { get; } = new()
    {
        Prompts = 8,
        PromptTokens = 32,
        NewTokens = 64,
        Repeated = new Estimate(0.1992, 0.0609),
        DistinctTokens = 0.2771,
        DistinctPairs = 0.5265,
    };

    public static GenerationAgreement Agreement { get; } = new()
    {
        SameTokens = new Estimate(0.8036, 0.0183),
        LongestCommon = 22,
        MeanCommon = new Estimate(6.875, 2.841),
        Draft = new DraftScore
        {
            DraftTokens = 4,
            AcceptanceRate = new Estimate(0.5866, 0.0197),
            MeanAccepted = new Estimate(2.28, 0.08),
            Speedup = new Estimate(1.104, 0.018),
            DenseStepMilliseconds = 25.1,
            DraftStepMilliseconds = 12.4,
            CheckMilliseconds = 31.5,
        },
    };

    public static EvalResult EvaluatedAgainst { get; } = Evaluated with
    {
        Model = Evaluated.Model with
        {
            Texts = [TextScore with { Comparison = Comparison }],
            Generation = GenerationScore with { Agreement = Agreement },
        },
        Dense = new ModelScores
        {
            Name = "models/tales-3m/model.onnx",
            Texts = [TextScore with { Perplexity = Comparison.DensePerplexity }],
            Generation = GenerationScore with { Repeated = null },
        },
        Plans =
        [
            new ModelScores
            {
                Name = "order.plan.json",
                Removed = [SublayerName.Parse("3.attn"), SublayerName.Parse("7.ffn")],
                Texts = [TextScore with { Comparison = Comparison }],
            },
        ],
    };

    public static GenerateResult Generated { get; } = new()
    {
        Model = "models/tales-3m/model.onnx",
        PromptIds = [454, 415, 259, 403],
        Ids = [12, 388, 286],
        Text = ", there was",
        Stop = StopReason.MaxTokens,
        PromptSeconds = 0.0185,
        TokensPerSecond = 352.44,
        CacheBytes = 36_864,
        CacheBytesPerToken = 6144,
    };

    public static ModelReport DenseReport { get; } = new()
    {
        Model = "models/tales-3m/model.onnx",
        Architecture = "llama",
        Producer = "pytorch 2.13.0",
        Opsets = ["ai.onnx 18", "com.microsoft 1"],
        Layers = 4,
        HiddenSize = 192,
        VocabularySize = 2_048,
        Parameters = 2_973_184,
        Bytes = 11_892_736,
        KvCacheBytesPerToken = 6_144,
        Sublayers = [.. Sublayers.Select(name => Sample(name, "kept"))],
        NotUnderstood = [],
        Plan = null,
    };

    public static ModelReport PrunedReport { get; } = DenseReport with
    {
        Model = "/models/tales-3m-pruned-25/model.onnx",
        Parameters = 2_383_360,
        Bytes = 9_533_440,
        KvCacheBytesPerToken = 4_608,
        Sublayers =
            [.. Sublayers.Select(name => Sample(name, name.ToString() is "2.attn" or "3.ffn" ? "removed" : "kept"))],
        NotUnderstood = ["layer 1: the node /model/layers.1/router/TopK chooses between branches"],
        Plan = Plan,
    };

    public static ModelExplanation Explanation { get; } = new()
    {
        StreamStart = "/model/embed_tokens/Gather_output_0",
        StreamEnd = "logits",
        Sublayers =
        [
            new()
            {
                Name = "0.attn",
                Evidence = "GroupQueryAttention",
                Residual = ["/model/layers.0/Add (Add)"],
                Stream = "/model/embed_tokens/Gather_output_0",
                Branches = ["/model/layers.0/self_attn/o_proj/MatMul_output_0"],
                Nodes = 14,
                Initializers = 5,
                Caches = ["past_key_values.0.key", "past_key_values.0.value"],
                Refusal = "'past_key_values.0.key' is also needed for '/model/layers.2/Attention'",
            },
            new()
            {
                Name = "0.ffn",
                Evidence = "neither attention nor state",
                Residual = ["/model/layers.0/Add_1 (Add)"],
                Stream = "/model/layers.0/Add_output_0",
                Branches = ["/model/layers.0/mlp/down_proj/MatMul_output_0"],
                Nodes = 9,
                Initializers = 4,
                Caches = [],
                Refusal = null,
            },
        ],
        Rejected =
        [
            new(
                "/model/layers.0/q_proj/Add",
                "Add",
                "0.attn",
                "It adds a constant within a sublayer, such as a bias or an epsilon."),
            new(
                "/model/layers.0/k_proj/Add",
                "Add",
                "0.attn",
                "It adds a constant within a sublayer, such as a bias or an epsilon."),
            new(
                "/model/Add",
                "Add",
                null,
                "No path from the embedding to the logits has to pass it: positions, masks and the like."),
        ],
    };

    private static SublayerReport Sample(SublayerName name, string status)
    {
        bool attention = name.Kind == SublayerKind.Attention;
        long parameters = attention ? 147_648 : 442_560;
        return new SublayerReport
        {
            Name = name.ToString(),
            Kind = attention ? "attention" : "ffn",
            Parameters = parameters,
            Bytes = parameters * 4,
            KvCacheBytesPerToken = attention ? 1_536 : 0,
            Status = status,
        };
    }

    private static ListedToken Piece(int id, string token, string text) => new(id, token, Encoding.UTF8.GetBytes(text));
}
