using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Planning;

/// <summary>The loops over a type's samples and axes, with one stride for each access; made as few as the strides allow.</summary>
internal sealed class LoopNest
{
    /// <summary>The kernels' nests are at most this deep.</summary>
    public const int KernelDepth = 4;

    private readonly List<(Extent Extent, int[] Strides)> _loops = [];
    private readonly int _accesses;

    /// <param name="type">What is looped over.</param>
    /// <param name="views">Each access, by the type's axes.</param>
    public LoopNest(NodeType type, IReadOnlyList<View> views)
    {
        _accesses = views.Count;
        if (type.IsPerSample)
        {
            Add(new Extent(1, TimesSamples: true), views.Select(static view => view.SampleStride).ToArray());
        }

        var axes = Enumerable.Range(0, type.Shape.Rank).SelectMany(axis => Axis(type.Shape[axis], axis, views));
        int inPanels = views.ToList().FindIndex(static view => view.Panels is not null);
        foreach (var (extent, strides) in inPanels < 0 ? axes : axes.OrderByDescending(axis => axis.Strides[inPanels]))
        {
            Add(extent, strides);
        }
    }

    /// <summary>The loops of an axis: two where some access has it in panels.</summary>
    private static IEnumerable<(Extent Extent, int[] Strides)> Axis(int length, int axis, IReadOnlyList<View> views)
    {
        int width = views.Select(view => view.Panels?.Axis == axis ? view.Panels.Width : 0).Max();
        if (width > 0)
        {
            yield return (new(length / width, false), views.Select(view => view.Panels?.Axis == axis ? view.Panels.Stride : view.Strides[axis] * width).ToArray());
        }

        yield return (new(width > 0 ? width : length, false), views.Select(view => view.Strides[axis]).ToArray());
    }

    /// <summary>Brings a loop inside that runs over neighbours in every access, and parts what is too deep for a kernel.</summary>
    public (EquatableArray<Extent> Outer, EquatableArray<Extent> Inner, EquatableArray<int>[] Strides) Form()
    {
        int inner = _loops.FindLastIndex(static loop => loop.Strides.All(static stride => stride is 0 or 1));
        if (inner >= 0)
        {
            var loop = _loops[inner];
            _loops.RemoveAt(inner);
            _loops.Add(loop);
        }
        else
        {
            // Nothing runs over neighbours: rows of one element.
            _loops.Add((new Extent(1, false), Enumerable.Repeat(1, _accesses).ToArray()));
        }

        // The kernels only move forward, so a loop that moves backward goes outside; then those that do not reduce, since
        // only they may be repeated around a kernel that stores.
        int backward = _loops.Count(IsBackward);
        int outer = Math.Max(backward, _loops.Count - KernelDepth);
        var outside = Enumerable.Range(0, _loops.Count - 1)
            .OrderByDescending(i => IsBackward(_loops[i])).ThenBy(i => _loops[i].Strides[0] == 0)
            .Take(outer).OrderBy(static i => i).ToList();
        var order = outside.Concat(Enumerable.Range(0, _loops.Count).Except(outside)).Select(i => _loops[i]).ToList();
        return (
            order.Take(outer).Select(static loop => loop.Extent).ToEquatableArray(),
            order.Skip(outer).Select(static loop => loop.Extent).ToEquatableArray(),
            Enumerable.Range(0, _accesses).Select(access => order.Select(loop => loop.Strides[access]).ToEquatableArray()).ToArray());
    }

    private static bool IsBackward((Extent Extent, int[] Strides) loop) => loop.Strides.Any(static stride => stride < 0);

    private void Add(Extent extent, int[] strides)
    {
        if (extent == new Extent(1, false))
        {
            return;
        }

        if (_loops.Count > 0)
        {
            var (outer, outerStrides) = _loops[_loops.Count - 1];
            bool continues = !extent.TimesSamples
                && Enumerable.Range(0, _accesses).All(i => outerStrides[i] == strides[i] * extent.Length);
            if (continues)
            {
                _loops[_loops.Count - 1] = (outer with { Length = outer.Length * extent.Length }, strides);
                return;
            }
        }

        _loops.Add((extent, strides));
    }
}
