using FinerCut.Execution.Values;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Opens sessions that share one memory arena, unless told otherwise.</summary>
internal sealed class SessionFactory
{
    private const int ExtendAsRequested = 1;
    private const long LargestReadWhole = 64 << 20;

    private const string CudaProvider = "CUDAExecutionProvider";

    // Products of float32 would otherwise be rounded to 10 bits, and a search could not tell close candidates apart.
    private static readonly Dictionary<string, string> CudaOptions = new() { ["device_id"] = "0", ["use_tf32"] = "0" };

    private static readonly Lazy<bool> SharedArena = new(RegisterSharedArena);
    private static readonly Lazy<OrtMemoryInfo> SharedCudaArena = new(RegisterSharedCudaArena);

    private readonly ExecutionProvider _provider;

    public SessionFactory(ExecutionProvider provider, int threads)
    {
        (_provider, Threads) = (provider, threads);
        _ = SharedArena.Value;
    }

    public int Threads { get; }

    /// <summary>Whether operators run on the CPU.</summary>
    public bool IsCpu => _provider == ExecutionProvider.Cpu;

    /// <summary>Where values live between the runs of its sessions.</summary>
    public IValueMemory ValueMemory
    {
        get => field ??= _provider == ExecutionProvider.Cuda
            ? new DeviceMemory(this, SharedCudaArena.Value)
            : new HostMemory();
        init;
    }

    /// <summary>Whether the runtime may fuse and reorder operators, as it does by default; otherwise it runs them one
    /// by one as they stand.</summary>
    public bool IsOptimised { get; init; } = true;

    /// <summary>Whether threads spin while they wait: faster where one model runs alone, much slower where many
    /// sessions take turns.</summary>
    public bool IsSpinning { get; init; }

    /// <summary>Whether sessions share one arena on the host; otherwise each has its own, as in clients that change no
    /// setting, and gives its memory back when it is closed.</summary>
    public bool SharesArena { get; init; } = true;

    /// <summary>The same, but every operator runs as the file has it.</summary>
    public SessionFactory WithoutOptimisation =>
        new(_provider, Threads) { IsOptimised = false, ValueMemory = ValueMemory };

    /// <summary>A session of a model on disk. Where its files are links, the runtime is given their real
    /// names.</summary>
    public InferenceSession Open(Model model) => model.HasLinks
        ? Open(ModelWriter.ToBytesWithoutWeights(model), model, prepack: true)
        : Open(options => new InferenceSession(model.Path, options), model.Path);

    /// <summary>A session of a whole model. Where the CPU cannot run the model as it stands, norms of queries and keys
    /// are computed before the attention operators instead of inside.</summary>
    /// <param name="model">The opened model.</param>
    /// <param name="isEdited">Whether the model is not what its file holds.</param>
    public InferenceSession OpenWhole(Model model, bool isEdited)
    {
        bool isSplit = IsCpu && HeadNorms.Split(model.Graph);
        return isEdited || isSplit
            ? Open(ModelWriter.ToBytesWithoutWeights(model), model, prepack: true)
            : Open(model);
    }

    /// <summary>A session of a model in memory that has no weights.</summary>
    public InferenceSession Open(byte[] model) =>
        Open(options => new InferenceSession(model, options), "a model of one operator");

    /// <summary>A session of a model in memory whose weights are in the files of another model.</summary>
    /// <param name="model">The bytes.</param>
    /// <param name="source">The model whose files hold the weights.</param>
    /// <param name="prepack">Whether weights are laid out anew: quicker calls, above all with few tokens, for some time
    /// at the start.</param>
    public InferenceSession Open(byte[] model, Model source, bool prepack) => Open(
        options =>
        {
            options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", source.DataFolder);
            options.AddSessionConfigEntry("session.disable_prepacking", prepack ? "0" : "1");
            return new InferenceSession(model, options);
        },
        source.Path);

    /// <summary>Lets the runtime check a model on disk. Weights in data files are mapped and not read; a file that
    /// holds its own is left alone where it is large, since the runtime would read it whole.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The runtime refuses it.</exception>
    public void CheckWhole(string path)
    {
        using Model model = Model.Open(path);
        if (model.HasLinks)
        {
            WithoutOptimisation.Open(ModelWriter.ToBytesWithoutWeights(model), model, prepack: false).Dispose();
        }
        else if (new FileInfo(path).Length <= LargestReadWhole)
        {
            WithoutOptimisation.Open(
                options =>
                {
                    options.AddSessionConfigEntry("session.disable_prepacking", "1");
                    return new InferenceSession(path, options);
                },
                path).Dispose();
        }
    }

    private InferenceSession Open(Func<SessionOptions, InferenceSession> open, string path)
    {
        using SessionOptions options = new()
        {
            IntraOpNumThreads = Threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = IsOptimised
                ? GraphOptimizationLevel.ORT_ENABLE_ALL
                : GraphOptimizationLevel.ORT_DISABLE_ALL,
            // The exception says it; the runtime would print it a second time.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", IsSpinning ? "1" : "0");
        options.AddSessionConfigEntry("session.use_env_allocators", SharesArena ? "1" : "0");
        try
        {
            if (_provider == ExecutionProvider.Cuda)
            {
                _ = SharedCudaArena.Value;
                using OrtCUDAProviderOptions cuda = new();
                cuda.UpdateOptions(CudaOptions);
                options.AppendExecutionProvider_CUDA(cuda);
            }

            return open(options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw RuntimeErrors.Refused(path, exception);
        }
    }

    /// <summary>An arena of its own for each of many sessions would take several times the memory.</summary>
    private static bool RegisterSharedArena()
    {
        // Growing by what is asked for: twice as much each time would leave half of it unused.
        using OrtArenaCfg configuration = new(0, ExtendAsRequested, -1, -1);
        RuntimeEnvironment.Instance.CreateAndRegisterAllocator(OrtMemoryInfo.DefaultInstance, configuration);
        return true;
    }

    /// <summary>The same for the device's memory.</summary>
    /// <returns>Its name.</returns>
    private static OrtMemoryInfo RegisterSharedCudaArena()
    {
        OrtMemoryInfo memory = new("Cuda", OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        using OrtArenaCfg configuration = new(0, ExtendAsRequested, -1, -1);
        RuntimeEnvironment.Instance.CreateAndRegisterAllocator(CudaProvider, memory, configuration, CudaOptions);
        return memory;
    }
}
