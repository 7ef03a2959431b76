using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Models;

/// <summary>A model as read: everything the later stages need, and nothing of Roslyn. Value-equal, so that an edit that
/// changes nothing of it costs nothing.</summary>
/// <param name="Type">The class to extend.</param>
/// <param name="IsDouble">Whether its numbers are <c>double</c>; else <c>float</c>.</param>
/// <param name="MaxGradientNorm">Of <c>[ClipGradients]</c>; 0 for none.</param>
/// <param name="MaxGradientValue">Of <c>[ClipGradients]</c>; 0 for none.</param>
/// <param name="WeightDecay">Of <c>[WeightDecay]</c>; 0 for none.</param>
/// <param name="DecaysBiases">Whether weight decay takes vectors too.</param>
/// <param name="Inputs">The parameters of Forward.</param>
/// <param name="Targets">The parameters of Loss that are neither outputs nor inputs; empty without a Loss.</param>
/// <param name="HasLoss">Whether the model has a Loss, and so a gradient.</param>
/// <param name="Parameters">The trained parameters, in the order of their making.</param>
/// <param name="States">The states, in the order of their making.</param>
/// <param name="Training">The definition read for training: predictions, loss value and weight, penalty, state updates.</param>
/// <param name="Inference">The definition read for inference: the same without updates.</param>
/// <param name="Applications">What the definition applies when read for training, in order: layers, functions, operators.</param>
/// <param name="OwnMembers">Of the <see cref="InformationMembers"/>, those whose names the class uses for members of its own.</param>
/// <param name="IsBroken">Whether a mistake was found: then the API is emitted as stubs, so that the user's code still binds.</param>
internal sealed record ModelDefinition(
    TypeIdentity Type,
    bool IsDouble,
    double MaxGradientNorm,
    double MaxGradientValue,
    double WeightDecay,
    bool DecaysBiases,
    EquatableArray<ColumnDeclaration> Inputs,
    EquatableArray<ColumnDeclaration> Targets,
    bool HasLoss,
    EquatableArray<ParameterDeclaration> Parameters,
    EquatableArray<StateDeclaration> States,
    Graph Training,
    Graph Inference,
    EquatableArray<Application> Applications,
    EquatableArray<string> OwnMembers,
    bool IsBroken);
