namespace FinerCut.Search.Resume;

/// <summary>Writes in the background, one thing at a time; of what came in the meantime only the latest.</summary>
/// <typeparam name="T">What is written.</typeparam>
/// <param name="write">Writes it; never throws.</param>
internal sealed class LatestWriter<T>(Action<T> write)
    where T : class
{
    private readonly Lock _gate = new();
    private T? _next;
    private Task? _running;

    /// <summary>Takes something to write and returns at once.</summary>
    public void Post(T item)
    {
        lock (_gate)
        {
            _next = item;
            _running ??= Task.Run(WriteAll);
        }
    }

    /// <summary>Returns once all is written.</summary>
    public void Flush()
    {
        Task? running;
        lock (_gate)
        {
            running = _running;
        }

        running?.GetAwaiter().GetResult();
    }

    private void WriteAll()
    {
        while (Take() is { } item)
        {
            write(item);
        }
    }

    private T? Take()
    {
        lock (_gate)
        {
            T? item = _next;
            _next = null;
            _running = item is null ? null : _running;
            return item;
        }
    }
}
