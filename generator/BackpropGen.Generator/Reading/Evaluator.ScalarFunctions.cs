using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>The scalar functions that are mapped over tensors.</summary>
internal sealed partial class Evaluator
{
    private object? ToScalarFunction(IOperation operation, object? value) =>
        value is ClosureValue ? Report(ProblemKinds.NotDifferentiable, operation, TextOf(operation), "TEMPORARY") : value;
}
