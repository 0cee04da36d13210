using FinerCut.Evaluation.Protocols;
using FinerCut.Execution;

namespace FinerCut.Commands.Eval;

/// <summary>How long the windows of a run are.</summary>
internal static class WindowChoice
{
    private const int LeastTokens = 2;
    private const int LeastTokensInHalves = 4;

    /// <summary>Refuses sizes that no model could read.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7001.</exception>
    public static void Check(EvalOptions options)
    {
        int window = options.Window ?? WindowSettings.DefaultWindow;
        int least = LeastOf(options.Protocol);

        if (window < least)
        {
            throw EvalErrors.WindowTooShort(window, least);
        }

        if (options.Windows < 1)
        {
            throw EvalErrors.TooFewWindows(options.Windows.Value);
        }

        if (options.Stride is { } stride)
        {
            if (options.Protocol != PerplexityProtocol.Stride)
            {
                throw EvalErrors.StrideAlone(ProtocolNames.Of(options.Protocol));
            }

            if (stride < 1 || stride > window)
            {
                throw EvalErrors.StrideOutside(stride, window);
            }
        }
    }

    /// <summary>The protocol with its sizes for one model: the default length gives way to what the model can
    /// read.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="longest">Tokens that the model reads at the most; null where nothing tells.</param>
    /// <param name="limits">What the graph fixes of calls.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7001 or FC7002: the model reads no such
    /// windows.</exception>
    public static WindowSettings Of(EvalOptions options, long? longest, CallLimits limits)
    {
        long most = limits.SampleLength ?? longest ?? long.MaxValue;
        int window = options.Window ?? (int)(limits.SampleLength ?? Math.Min(WindowSettings.DefaultWindow, most));
        if (limits.SampleLength is { } length && window != length)
        {
            throw EvalErrors.WindowFixed(window, length);
        }

        if (window > most)
        {
            throw EvalErrors.WindowTooLong(window, most);
        }

        int least = LeastOf(options.Protocol);

        if (window < least)
        {
            throw EvalErrors.WindowTooShort(window, least);
        }

        return new WindowSettings
        {
            Protocol = options.Protocol,
            Window = window,
            Windows = options.Windows,
            Stride = options.Protocol == PerplexityProtocol.Stride
                ? Math.Min(options.Stride ?? window / 2, window) : window,
        };
    }

    private static int LeastOf(PerplexityProtocol protocol) =>
        protocol == PerplexityProtocol.LlamaCpp ? LeastTokensInHalves : LeastTokens;
}
