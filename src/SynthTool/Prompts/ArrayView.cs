using System.Collections;
using SynthTool.Expressions;

namespace SynthTool.Prompts;

/// <summary>An array of a row as templates see it: read-only, decoded when its first element is asked for.</summary>
internal sealed class ArrayView(Value value, string? path) : IList
{
    private object?[]? items;

    public Value Value => value;

    public int Count => value.Count;

    public bool IsFixedSize => true;

    public bool IsReadOnly => true;

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    private object?[] Items => items ??= System.Array.ConvertAll(value.ToItems(), i => ScriptValue.ToObject(i, path is null ? null : path + "[]"));

    public object? this[int index]
    {
        get => Items[index];
        set => throw Unchangeable();
    }

    public IEnumerator GetEnumerator() => Items.GetEnumerator();

    public bool Contains(object? value) => IndexOf(value) >= 0;

    public int IndexOf(object? value) => System.Array.IndexOf(Items, value);

    public void CopyTo(System.Array array, int index) => Items.CopyTo(array, index);

    public int Add(object? value) => throw Unchangeable();

    public void Clear() => throw Unchangeable();

    public void Insert(int index, object? value) => throw Unchangeable();

    public void Remove(object? value) => throw Unchangeable();

    public void RemoveAt(int index) => throw Unchangeable();

    private static NotSupportedException Unchangeable() => new("a row's list cannot be changed; array.add makes a new one");
}
