using System.Text.Json;
using FinerCut.Onnx;

namespace FinerCut.Search.Resume;

/// <summary>Finds the search that an interrupted run kept, and keeps this one while it runs.</summary>
/// <remarks>Writing happens in the background and never stops a search; a run that ends well deletes the
/// file.</remarks>
internal sealed class SearchKeeper : IDisposable
{
    private readonly StateFile _file;
    private readonly ResumeMode _mode;
    private readonly Action<string> _warn;
    private readonly bool _isReadOnly;
    private readonly SavedSearch? _saved;
    private readonly LatestWriter<SearchState> _writer;
    private Func<JsonElement>? _inputs;
    private volatile Exception? _failure;
    private volatile int _keptSteps;
    private bool _isTold;

    /// <summary>Looks for a kept search.</summary>
    /// <param name="target">Full path of the folder that the search is for; the file is beside it.</param>
    /// <param name="mode">What to do with one that is there.</param>
    /// <param name="warn">Told why one is not continued, and that this one cannot be kept.</param>
    /// <param name="isReadOnly">Whether a search that is there is read, and nothing written or deleted: for runs that
    /// write
    /// nothing.</param>
    /// <exception cref="DiagnosticException">One was asked for, and there is none or a damaged one.</exception>
    public SearchKeeper(string target, ResumeMode mode, Action<string> warn, bool isReadOnly = false)
    {
        (_file, _mode, _warn, _isReadOnly) = (new StateFile(target), mode, warn, isReadOnly);
        _writer = new LatestWriter<SearchState>(Write);
        _saved = mode == ResumeMode.Restart ? null : Find();
    }

    /// <summary>Name of the file.</summary>
    public string FileName => _file.Name;

    /// <summary>Compares the inputs with those of the kept search.</summary>
    /// <param name="inputs">What this search is asked; called once or never, and where nothing is kept, in the
    /// background.</param>
    /// <returns>What to go on from; null to start.</returns>
    /// <exception cref="DiagnosticException">A kept search was asked for and is another one.</exception>
    public SearchState? Begin(Func<SearchInputs> inputs)
    {
        Lazy<JsonElement> element = new(() => SavedSearch.ElementOf(inputs()));
        _inputs = () => element.Value;
        SearchState? found = _saved is null ? null : Match(_saved, element.Value);
        _keptSteps = found?.Steps.Count ?? 0;
        if (!_isReadOnly)
        {
            Try(_file.Probe);
            Tell();
        }

        return found;
    }

    /// <summary>Keeps a state, soon; the one before is kept by then, so that never more than a step is lost. A step
    /// takes longer than a write, so this waits at most for the hashes of the model's files, after the first
    /// one.</summary>
    public void Save(SearchState state)
    {
        if (_isReadOnly)
        {
            return;
        }

        _writer.Flush();
        Tell();
        _writer.Post(state);
    }

    /// <summary>Does something, and where it is cancelled or fails, tells how to go on.</summary>
    /// <exception cref="PruneInterruptedException">It was cancelled, and some steps are kept.</exception>
    public T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException cause)
        {
            if (HowToGoOn() is { } text)
            {
                throw new PruneInterruptedException(text, cause);
            }

            throw;
        }
        catch (DiagnosticException)
        {
            if (HowToGoOn() is { } text)
            {
                _warn(text);
            }

            throw;
        }
    }

    /// <summary>The search is of no more use: what it was for is done.</summary>
    public void Complete()
    {
        _writer.Flush();
        if (!_isReadOnly)
        {
            _file.Delete();
        }

        _keptSteps = 0;
    }

    /// <summary>Waits until all is written.</summary>
    public void Dispose() => _writer.Flush();

    private string? HowToGoOn()
    {
        _writer.Flush();
        return _keptSteps > 0 ? ResumeErrors.HowToGoOn(_keptSteps, _file.Path, _mode) : null;
    }

    private SavedSearch? Find()
    {
        if (!_file.Exists)
        {
            return _mode == ResumeMode.Required ? throw ResumeErrors.NothingKept(_file.Path) : null;
        }

        string? fault;
        try
        {
            if (SavedSearch.Read(_file.Read(), out fault) is { } saved)
            {
                return saved;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = ResumeErrors.Unreadable(exception);
        }

        return RefuseFault<SavedSearch>(fault!);
    }

    private SearchState? Match(SavedSearch saved, JsonElement inputs)
    {
        IReadOnlyList<InputDifference> differences = InputDifference.Between(inputs, saved.Inputs);
        return differences.Count == 0
            ? saved.ReadState(out string? fault) ?? RefuseFault<SearchState>(fault!)
            : Refuse<SearchState>(
                ResumeErrors.OtherInputs(_file.Path, differences),
                ResumeErrors.OtherInputsWarning(_file.Path, differences, _isReadOnly));
    }

    private T? RefuseFault<T>(string fault)
        where T : class => Refuse<T>(
            ResumeErrors.Unusable(_file.Path, fault),
            ResumeErrors.UnusableWarning(_file.Path, fault, _isReadOnly));

    private T? Refuse<T>(DiagnosticException error, string warning)
        where T : class
    {
        if (_mode == ResumeMode.Required)
        {
            throw error;
        }

        _warn(warning);
        return null;
    }

    private void Write(SearchState state) => Try(() =>
    {
        _file.Write(SavedSearch.Write(_inputs!(), state));
        _keptSteps = state.Steps.Count;
    });

    /// <summary>Whether the search can be kept is no reason to stop it, nor is that a file of the model cannot be
    /// hashed: the plan needs the hash too and says so.</summary>
    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _failure = exception;
        }
        catch (Exception exception) when (exception is DiagnosticException or OperationCanceledException)
        {
            // Said elsewhere.
        }
    }

    private void Tell()
    {
        if (_failure is { } failure && !_isTold)
        {
            _isTold = true;
            _warn(ResumeErrors.Unwritable(_file.Path, failure));
        }
    }
}
