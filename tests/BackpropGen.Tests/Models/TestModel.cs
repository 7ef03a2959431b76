using System;
using System.Numerics;

namespace BackpropGen.Tests;

/// <summary>A hand-written model without a loss: storage and clipping only.</summary>
internal class TestModel<T>(ModelLayout layout) : IModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ModelStorage<T> Storage { get; } = new(layout);

    public ModelLayout Layout => Storage.Layout;

    public GradientClipping Clipping { get; init; }

    public Span<T> Parameters => Storage.Parameters;

    public Span<T> States => Storage.States;

    public int Threads
    {
        get => Storage.Threads;
        set => Storage.Threads = value;
    }

    public void Initialize(ulong seed) => Storage.Initialize(seed);

    public void Save(string path) => Storage.Save(path);

    public void Restore(string path) => Storage.Restore(path);
}
