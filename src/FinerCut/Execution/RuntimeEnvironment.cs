using FinerCut.Machines;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>ONNX Runtime's environment, the only one of a process. Nothing here asks for it elsewhere, so that no model
/// is opened before the runtime was told to keep to itself what it sees.</summary>
internal static class RuntimeEnvironment
{
    /// <summary>Read by the runtime when the environment is made: with it no client of the collector is started, no
    /// number of the device is made, and no event is kept on disk.</summary>
    public const string TelemetryVariable = "ORT_DISABLE_TELEMETRY";

    private const string Yes = "1";

    private static readonly Lazy<OrtEnv> Made = new(Make);

    /// <summary>The environment, made at the first call, without telemetry, and silent.</summary>
    /// <exception cref="TypeInitializationException">ONNX Runtime does not load.</exception>
    public static OrtEnv Instance => Made.Value;

    private static OrtEnv Make()
    {
        // For the processes that this one starts, and for this one on Windows.
        Environment.SetEnvironmentVariable(TelemetryVariable, Yes);
        if (!OperatingSystem.IsWindows())
        {
            PosixCalls.SetEnvironmentVariable(TelemetryVariable, Yes);
        }

        OrtEnv environment = OrtEnv.Instance();

        // For builds that do not know the variable; Windows has events of its own.
        environment.DisableTelemetryEvents();

        // Exceptions say it; the library would print it too, with names out of the model as they are.
        environment.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
        return environment;
    }
}
