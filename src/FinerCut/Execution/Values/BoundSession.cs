using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Values;

/// <summary>A session whose inputs stay where they are and whose outputs come where they are wanted; not for several
/// threads.</summary>
/// <param name="session">The session; now owned.</param>
internal sealed class BoundSession(InferenceSession session) : IDisposable
{
    private static readonly RunOptions Options = new();

    private readonly OrtIoBinding _binding = session.CreateIoBinding();

    /// <summary>Its inputs.</summary>
    public IReadOnlyList<string> InputNames => session.InputNames;

    /// <summary>Its outputs.</summary>
    public IReadOnlyList<string> OutputNames => session.OutputNames;

    /// <summary>Types and shapes of its outputs.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata => session.OutputMetadata;

    /// <summary>Computes outputs.</summary>
    /// <param name="inputs">Names of inputs.</param>
    /// <param name="values">Their values, wherever they are; not disposed.</param>
    /// <param name="outputs">What to compute.</param>
    /// <returns>New values in the order of the outputs; the caller disposes them.</returns>
    /// <exception cref="OnnxRuntimeException">The runtime fails.</exception>
    public IReadOnlyList<OrtValue> RunModel(
        IReadOnlyList<string> inputs, IReadOnlyList<OrtValue> values, IReadOnlyList<OutputPlace> outputs)
    {
        try
        {
            Bind(inputs, values);
            for (int i = 0; i < outputs.Count; i++)
            {
                _binding.BindOutputToDevice(outputs[i].Name, outputs[i].Place);
            }

            RunModel();
            return [.. _binding.GetOutputValues()];
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>Computes one output into memory of the caller's.</summary>
    /// <param name="inputs">Names of inputs.</param>
    /// <param name="values">Their values, wherever they are; not disposed.</param>
    /// <param name="output">What to compute.</param>
    /// <param name="place">Where it goes.</param>
    /// <exception cref="OnnxRuntimeException">The runtime fails.</exception>
    public void RunModel(IReadOnlyList<string> inputs, IReadOnlyList<OrtValue> values, string output, OrtValue place)
    {
        try
        {
            Bind(inputs, values);
            _binding.BindOutput(output, place);
            RunModel();
        }
        finally
        {
            Clear();
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        session.Dispose();
    }

    private void Bind(IReadOnlyList<string> inputs, IReadOnlyList<OrtValue> values)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            _binding.BindInput(inputs[i], values[i]);
        }
    }

    private void RunModel()
    {
        _binding.SynchronizeBoundInputs();
        session.RunWithBinding(Options, _binding);
        _binding.SynchronizeBoundOutputs();
    }

    /// <summary>What is bound would stay in memory until the next run.</summary>
    private void Clear()
    {
        _binding.ClearBoundInputs();
        _binding.ClearBoundOutputs();
    }
}
