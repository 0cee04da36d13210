using FinerCut.Execution;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>Our own decode loop on a folder as the client gets it.</summary>
internal sealed class PlainLoop : IDisposable
{
    private readonly CachedDecoder _decoder;

    /// <param name="folder">Dense or pruned, with a <c>model.onnx</c>.</param>
    public PlainLoop(string folder) =>
        _decoder = CachedDecoder.Open(Path.Combine(folder, "model.onnx"), new SessionFactory(ExecutionProvider.Cpu, 2));

    /// <summary>Reads a prompt at once and then what was written token by token, as the client did.</summary>
    /// <returns>For each written token the one that is likeliest here.</returns>
    public int[] Follow(int[] prompt, int[] written)
    {
        _decoder.Reset();
        int[] likeliest = new int[written.Length];
        int[] next = prompt;
        for (int i = 0; i < written.Length; i++)
        {
            float[] logits = _decoder.Append(next);
            likeliest[i] = Array.IndexOf(logits, logits.Max());
            next = [written[i]];
        }

        return likeliest;
    }

    public void Dispose() => _decoder.Dispose();
}
