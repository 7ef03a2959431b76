using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Planning;

/// <summary>A node's value as a part of a buffer: rearranging and repeating need no copy where strides can say it.</summary>
/// <param name="Buffer">The buffer's number.</param>
/// <param name="Offset">The first element, within a sample.</param>
/// <param name="SampleStride">From one sample to the next; 0 for what all share.</param>
/// <param name="Strides">From one element to the next along each axis; along one in panels, from neighbour to neighbour.</param>
/// <param name="Panels">The axis that is in panels, if one is.</param>
internal sealed record View(int Buffer, int Offset, int SampleStride, EquatableArray<int> Strides, PanelAxis? Panels = null)
{
    public static View Whole(int buffer, NodeType type) =>
        new(buffer, 0, type.IsPerSample ? type.Shape.Size : 0, type.Shape.Strides().ToEquatableArray());

    /// <summary>All of a buffer that is stored in panels: row by row, with the panel's neighbours innermost.</summary>
    public static View InPanels(int buffer, Shape shape, Panels panels)
    {
        int[] strides = shape.With(panels.Axis, 1).Strides();
        return new(
            buffer, 0, 0, strides.Select((stride, axis) => axis == panels.Axis ? 1 : stride * panels.Width).ToEquatableArray(),
            new(panels.Axis, panels.Width, shape.Size / shape[panels.Axis] * panels.Width));
    }

    public View Broadcast(Broadcast broadcast)
    {
        var strides = Strides.ToList();
        foreach (int axis in broadcast.Axes)
        {
            strides.Insert(axis, 0);
        }

        var panels = Panels is null ? null
            : Panels with { Axis = Enumerable.Range(0, strides.Count).Where(axis => !broadcast.Axes.Contains(axis)).ElementAt(Panels.Axis) };
        return this with { Strides = strides.ToEquatableArray(), Panels = panels };
    }

    public View Transpose(Transpose transpose) => this with
    {
        Strides = transpose.Axes.Select(axis => Strides[axis]).ToEquatableArray(),
        Panels = Panels is null ? null : Panels with { Axis = transpose.Axes.Items.IndexOf(Panels.Axis) },
    };

    /// <summary>Some elements along an axis that is not in panels.</summary>
    public View Slice(Slice slice) => this with
    {
        Offset = Offset + (slice.Start * Strides[slice.Axis]),
        Strides = Strides.Select((stride, axis) => axis == slice.Axis ? stride * slice.Step : stride).ToEquatableArray(),
    };

    /// <summary>The view in another shape; null where its elements do not lie so that strides could say it.</summary>
    public View? Reshape(Shape from, Shape to)
    {
        if (Panels is not null)
        {
            return null;
        }

        // Axes of length 1 come and go freely.
        var lengths = from.Dimensions.Where(static length => length != 1);
        if (lengths.SequenceEqual(to.Dimensions.Where(static length => length != 1)))
        {
            var kept = new Queue<int>(Strides.Where((_, axis) => from[axis] != 1));
            return this with { Strides = to.Dimensions.Select(length => length == 1 ? 0 : kept.Dequeue()).ToEquatableArray() };
        }

        return IsRowMajor(from) ? this with { Strides = to.Strides().ToEquatableArray() } : null;
    }

    private bool IsRowMajor(Shape shape)
    {
        int[] expected = shape.Strides();
        return Enumerable.Range(0, shape.Rank).All(axis => shape[axis] == 1 || Strides[axis] == expected[axis]);
    }
}
