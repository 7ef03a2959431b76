using System.Collections.Generic;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>What a parameter of Loss is.</summary>
internal enum LossRole
{
    /// <summary>A column of the samples that only the loss sees.</summary>
    Target,

    /// <summary>An input of Forward, by its name.</summary>
    Input,

    /// <summary>An output of Forward.</summary>
    Output,

    /// <summary>None of these; that is reported.</summary>
    Unknown,
}

/// <summary>A parameter of Loss.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Index">Its index among the targets, inputs or outputs.</param>
internal readonly record struct LossParameter(LossRole Role, int Index);

/// <summary>The methods of a model and what their parameters are. Lives only while the model is read.</summary>
internal sealed class ModelSignature
{
    public INamedTypeSymbol Type { get; init; } = null!;

    public bool IsDouble { get; init; }

    /// <summary>Null where there is none that takes and returns tensors.</summary>
    public IMethodSymbol? Forward { get; init; }

    public IMethodSymbol? Loss { get; init; }

    public IMethodSymbol? Penalty { get; init; }

    public List<ColumnDeclaration> Inputs { get; } = [];

    public List<ColumnDeclaration> Targets { get; } = [];

    /// <summary>The names of the predictions.</summary>
    public List<string> Outputs { get; } = [];

    public List<LossParameter> LossParameters { get; } = [];
}
