using System.Collections;

namespace FinerCut.Onnx.Graphs;

/// <summary>Items in an order that can change at any place in constant time.</summary>
/// <typeparam name="T">What is in order. One item may have several places.</typeparam>
/// <remarks>Whoever adds an item keeps its place. After an edit, the first look at an index other than the first or
/// the last walks over all items once.</remarks>
internal sealed class OrderedItems<T> : IReadOnlyList<T>
{
    private readonly LinkedList<T> _items = new();
    private LinkedListNode<T>[]? _placesByIndex;

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public T this[int index] => PlaceAt(index).Value;

    /// <summary>Adds an item after all others.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The place of the item.</returns>
    public LinkedListNode<T> AddLast(T item)
    {
        _placesByIndex = null;
        return _items.AddLast(item);
    }

    /// <summary>Adds an item before another one.</summary>
    /// <param name="place">The place of the other one.</param>
    /// <param name="item">The item.</param>
    /// <returns>The place of the item.</returns>
    /// <exception cref="InvalidOperationException">The place is none of these items.</exception>
    public LinkedListNode<T> AddBefore(LinkedListNode<T> place, T item)
    {
        _placesByIndex = null;
        return _items.AddBefore(place, item);
    }

    /// <summary>Takes an item out.</summary>
    /// <param name="place">The place of the item.</param>
    /// <exception cref="InvalidOperationException">The place is none of these items.</exception>
    public void Remove(LinkedListNode<T> place)
    {
        _placesByIndex = null;
        _items.Remove(place);
    }

    /// <summary>The place of an item.</summary>
    /// <param name="index">0-based index of the item.</param>
    /// <returns>The place.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer items.</exception>
    public LinkedListNode<T> PlaceAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return index == 0 ? _items.First! : index == Count - 1 ? _items.Last! : (_placesByIndex ??= Places())[index];
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private LinkedListNode<T>[] Places()
    {
        LinkedListNode<T>[] places = new LinkedListNode<T>[Count];
        int index = 0;
        for (LinkedListNode<T>? place = _items.First; place is not null; place = place.Next)
        {
            places[index++] = place;
        }

        return places;
    }
}
