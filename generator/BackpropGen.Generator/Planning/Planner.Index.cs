using System;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Planning;

/// <summary>Class indexes, and values made from counting.</summary>
internal sealed partial class Planner
{
    private void PlanIndex(int node)
    {
        var type = _graph.Nodes[node].Type;
        switch (_graph.Nodes[node].Primitive)
        {
            case Graphs.Index index:
                AddIndexStep(node, $"{_notation.Symbol(node)} = (0, 1, …, {index.Length - 1})", IndexKind.Iota, new(index.Length, false), index.Length, 1, []);
                break;
            case BatchSize:
                AddIndexStep(node, $"{_notation.Symbol(node)} = the number of samples", IndexKind.BatchSize, new(1, false), 1, 1, []);
                break;
            case ToReal toReal:
                AddIndexStep(node, $"{_notation.Symbol(node)} = {_notation.Symbol(Operand(node, 0))}, as a number", IndexKind.ToReal, Count(type), toReal.Classes, 1, [Dense(Operand(node, 0))]);
                break;
            case ArgMax:
                int length = _graph.Nodes[Operand(node, 0)].Shape.Size / Math.Max(1, type.Shape.Size);
                AddIndexStep(node, $"{_notation.Symbol(node)} = argmax {_notation.Symbol(Operand(node, 0))}", IndexKind.ArgMax, Count(type), length, 1, [Dense(Operand(node, 0))]);
                break;
            case Gather:
                PlanGather(node);
                break;
            case Scatter scatter:
                PlanScatter(node, scatter);
                break;
            case var other:
                throw new InvalidOperationException($"{other} has no plan.");
        }
    }

    private void PlanGather(int node)
    {
        int table = Operand(node, 0), index = Operand(node, 1);
        var (tableType, indexType) = (_graph.Nodes[table].Type, _graph.Nodes[index].Type);
        int classes = tableType.Shape[0];
        bool ofEach = tableType.IsPerSample;
        RequireOneIndexEach(tableType, indexType);
        AddIndexStep(
            node, $"{_notation.Symbol(node)} = {_notation.Symbol(table)}[{_notation.Symbol(index)}]",
            ofEach ? IndexKind.GatherRows : IndexKind.Gather, Count(indexType), classes, tableType.Shape.Size / classes,
            [Dense(table), Dense(index)]);
    }

    private void PlanScatter(int node, Scatter scatter)
    {
        int values = Operand(node, 0), index = Operand(node, 1);
        var (type, indexType) = (_graph.Nodes[node].Type, _graph.Nodes[index].Type);
        RequireOneIndexEach(type, indexType);
        AddIndexStep(
            node, $"{_notation.Symbol(node)} = Σ {_notation.Symbol(values)} into the rows {_notation.Symbol(index)}",
            type.IsPerSample ? IndexKind.ScatterRows : IndexKind.Scatter, Count(indexType), scatter.Classes, type.Shape.Size / scatter.Classes,
            [Dense(values), Dense(index)]);
    }

    /// <summary>A table of its own for each sample is read by one index for each sample.</summary>
    private static void RequireOneIndexEach(NodeType table, NodeType index)
    {
        if (table.IsPerSample && index.Shape.Rank > 0)
        {
            throw new Problems.DefinitionException(
                Problems.ProblemKinds.Unsupported, "Gather", "several labels select from a table that differs between samples");
        }
    }

    private int Operand(int node, int operand) => _graph.Nodes[node].Operands[operand];

    private static Extent Count(NodeType type) => new(type.Shape.Size, type.IsPerSample);

    /// <summary>An operand stored row by row, as the index kernels read it.</summary>
    private View Dense(int node)
    {
        var type = _graph.Nodes[node].Type;
        var view = _views[node]!;
        var whole = View.Whole(view.Buffer, type);
        if (view == whole || type.Kind == ElementKind.Index)
        {
            return view;
        }

        int buffer = AddBuffer(new(
            type.IsPerSample ? Region.Workspace : Region.Shared, "", -1, type.Shape.Size, type.IsPerSample,
            _notation.Identifier(node) + "Rows", _notation.Symbol(node)));
        var stored = View.Whole(buffer, type);
        AddCopy(new(() => _notation.Copy(_notation.Symbol(node), node)), type, stored, view);
        return stored;
    }

    private void AddIndexStep(int node, string comment, IndexKind kind, Extent count, int classes, int rowLength, View[] operands)
    {
        var accesses = new Access[operands.Length + 1];
        for (int i = 0; i < operands.Length; i++)
        {
            accesses[i + 1] = new(operands[i].Buffer, operands[i].Offset, []);
        }

        accesses[0] = new(Store(node), 0, []);
        _steps.Add(new IndexStep(new(() => comment), kind, count, classes, rowLength, accesses.ToEquatableArray()));
    }
}
