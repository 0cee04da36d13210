using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Tests.Graphs;

public class OrderedItemsTests
{
    [Fact]
    public void Index_AfterEachEdit_IsThatOfTheOrder()
    {
        OrderedItems<string> items = new();
        LinkedListNode<string> c = items.AddLast("c");
        items.AddLast("e");
        Assert.Equal(["c", "e"], ByIndex(items));

        LinkedListNode<string> a = items.AddBefore(c, "a");
        items.AddBefore(c, "b");
        Assert.Equal(["a", "b", "c", "e"], ByIndex(items));

        items.Remove(c);
        items.AddLast("f");
        items.Remove(a);
        Assert.Equal(["b", "e", "f"], ByIndex(items));
        Assert.Equal(["b", "e", "f"], items);
    }

    [Fact]
    public void Place_OfOneOfSeveralEqualItems_IsItsOwn()
    {
        OrderedItems<string> items = new();
        items.AddLast("a");
        items.AddLast("b");
        items.AddLast("a");

        items.Remove(items.PlaceAt(2));

        Assert.Equal(["a", "b"], items);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Index_OfNoItem_IsRefused(int index)
    {
        OrderedItems<string> items = new();
        items.AddLast("a");
        items.AddLast("b");

        Assert.Throws<ArgumentOutOfRangeException>(() => items[index]);
    }

    [Fact]
    public void Place_OfOtherItems_IsRefused()
    {
        OrderedItems<string> items = new();
        OrderedItems<string> others = new();
        LinkedListNode<string> place = others.AddLast("a");

        Assert.Throws<InvalidOperationException>(() => items.Remove(place));
        Assert.Throws<InvalidOperationException>(() => items.AddBefore(place, "b"));
        Assert.Equal(["a"], others);
    }

    private static List<string> ByIndex(OrderedItems<string> items) =>
        [.. Enumerable.Range(0, items.Count).Select(index => items[index])];
}
